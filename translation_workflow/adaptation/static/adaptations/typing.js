/* Tells Wagtail's preview at once that something is typed: its own watch begins only seconds after the page. */
(() => {
  ["input", "change", "keyup"].forEach((name) => {
    document.addEventListener(name, (event) => {
      if (event.target.closest?.("[data-edit-form]")) document.dispatchEvent(new CustomEvent("w-unsaved:add"));
    });
  });
})();
