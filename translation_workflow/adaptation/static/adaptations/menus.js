/* Closes a menu that is left, brings the reader to what opened or happened, and lets nothing typed be lost. */
(() => {
  const menus = () => document.querySelectorAll(".adaptations-menu[open]");

  // A browser that follows a fragment ignores `autofocus`, and lets go of what had the focus before.
  window.addEventListener("load", () => {
    requestAnimationFrame(() => {
      // Whoever writes already, or has opened a menu, is not called away.
      if (document.activeElement?.closest(".adaptations-open, .adaptations-menu")) return;
      document.querySelector(".adaptations [autofocus]")?.focus();
    });
  });

  // The editor of rich text hands over what is typed a quarter of a second later.
  const waited = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (waited.has(form) || !form.querySelector(".adaptations-editor")) return;
    event.preventDefault();
    waited.add(form);
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.requestSubmit(event.submitter), 400);
  });

  document.addEventListener("click", (event) => {
    menus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest(".adaptations-menu[open]");
    // Nothing gets the focus where the window itself is left, or a press goes to no control.
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
