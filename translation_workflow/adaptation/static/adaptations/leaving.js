/* Lets nothing typed be lost: Wagtail asks whoever leaves a form that says it has edits; Escape leaves others. */
(() => {
  const formOf = (event) => event.target.closest?.(".adaptations-open form[data-controller~=w-unsaved]");

  // Wagtail compares with what the form held two seconds after the page came; some type sooner.
  const typed = (form) => {
    form.dataset.wUnsavedForceValue = "true";
    form.dataset.wUnsavedHasEditsValue = "true";
  };

  ["input", "change"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const form = formOf(event);
      if (form) typed(form);
    });
  });

  document.addEventListener("keydown", (event) => {
    // The editor of rich text takes these for itself, and nothing is told of input.
    if (["Backspace", "Delete", "Enter"].includes(event.key) && event.target.isContentEditable) {
      const form = formOf(event);
      if (form) typed(form);
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const open = event.target.closest?.(".adaptations-open");
    // Escape closes what lies above the form first.
    if (!open || event.target.matches("select") || document.querySelector("[data-tippy-root]")) return;
    if (open.querySelector("[data-w-unsaved-has-edits-value=true]")) return;
    open.querySelector(".adaptations-cancel")?.click();
  });
})();
