/* Mends Wagtail's editor of one block. Its rich text has no name for screen readers: each gets that of its field. */
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

// A block with fields does not say what it drew, which Wagtail asks of what is at the top of a form; and it draws
// what is wrong with its fields, but not what is wrong with itself.
(() => {
  const definition = window.wagtailStreamField?.blocks.StructBlockDefinition.prototype;
  // A form that asks for a place or a page has no block.
  if (!definition) return;
  const { render } = definition;

  definition.render = function renderWhole(...given) {
    const block = render.apply(this, given);
    const { messages } = given[3] ?? {};
    block.element ??= block.container[0];
    if (messages) block.setError({ messages });
    return block;
  };
})();
