/* Closes a menu that is left, and brings the reader to what opened or happened. */
(() => {
  const menus = () => document.querySelectorAll(".adaptations-menu[open]");

  // A browser that follows a fragment ignores `autofocus`.
  document.querySelector(".adaptations [autofocus]")?.focus();

  document.addEventListener("click", (event) => {
    menus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
