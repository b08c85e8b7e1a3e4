// Wagtail writes a script beside each of its choosers. Here the chooser says itself what it is.
(() => {
  function start(told) {
    if (told.dataset.started) return;
    told.dataset.started = "yes";
    const { chooserFieldKindValue: kind, chooserFieldFieldValue: field } = told.dataset;
    const Kind = kind.split(".").reduce((at, name) => at?.[name], window);
    if (Kind && document.getElementById(field)) {
      new Kind(field, JSON.parse(told.dataset.chooserFieldOptionsValue));
    }
  }

  class ChooserField extends window.StimulusModule.Controller {
    connect() {
      start(this.element);
    }
  }

  // Before Stimulus: it moves a chooser's menu out of the chooser, which looks for its buttons there.
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    document.querySelectorAll('[data-controller="chooser-field"]').forEach(start);
  });
  window.wagtail.app.register("chooser-field", ChooserField);
})();
