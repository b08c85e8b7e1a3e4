/* Gives every editor of rich text in an open form a name: Wagtail's has none for screen readers. */
(() => {
  const unnamed = "[contenteditable=true]:not([aria-labelledby]):not([aria-label])";
  let number = 0;

  const nameOf = (editor) =>
    editor.closest("[data-contentpath]")?.querySelector(".w-field__label") ?? document.getElementById("open-heading");

  const name = (form) => {
    form.querySelectorAll(unnamed).forEach((editor) => {
      const label = nameOf(editor);
      label.id ||= `name-of-editor-${(number += 1)}`;
      editor.setAttribute("aria-labelledby", label.id);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".adaptations-editor").forEach((form) => {
      name(form);
      // Items that are added to a list bring editors of their own.
      new MutationObserver(() => name(form)).observe(form, { childList: true, subtree: true });
    });
  });
})();
