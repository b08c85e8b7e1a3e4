/* Tells before sending that a file is too large: a server that does not read it can only hang up. */
(() => {
  class CataloguesSize extends window.StimulusModule.Controller {
    static targets = ["told"];

    static values = { most: Number, one: Number };

    check(event) {
      const [file] = this.element.querySelector('input[type="file"]').files;
      const most = file && file.name.toLowerCase().endsWith(".po") ? this.oneValue : this.mostValue;
      const isTooLarge = Boolean(file) && file.size > most;
      this.toldTarget.hidden = !isTooLarge;
      if (isTooLarge) event.preventDefault();
    }
  }

  window.wagtail.app.register("catalogues-size", CataloguesSize);
})();
