// Wagtail writes a script beside each of its fields for dates. Here the field says itself what it is.
(() => {
  const starts = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

  class DateField extends window.StimulusModule.Controller {
    static values = { kind: String, field: String, options: Object };

    connect() {
      const start = window[starts[this.kindValue]];
      if (start && document.getElementById(this.fieldValue)) start(this.fieldValue, this.optionsValue);
    }
  }

  window.wagtail.app.register("date-field", DateField);
})();
