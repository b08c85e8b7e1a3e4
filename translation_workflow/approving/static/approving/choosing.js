// Choose all pieces that wait at once, and say how many are chosen. Without a script each is chosen by itself.
(() => {
  const { Controller } = window.StimulusModule;

  class Choosing extends Controller {
    static targets = ["all", "every", "one", "told"];

    connect() {
      if (this.hasAllTarget) this.allTarget.hidden = this.oneTargets.length < 2;
      this.count();
    }

    all() {
      this.oneTargets.forEach((box) => {
        box.checked = this.everyTarget.checked;
      });
      this.count();
    }

    count() {
      const number = this.element.querySelectorAll('input[name="piece"]:checked').length;
      if (this.hasToldTarget) {
        const { none, some } = this.toldTarget.dataset;
        this.toldTarget.textContent = number ? `${some} ${number}` : none;
      }
      if (this.hasEveryTarget) {
        const chosen = this.oneTargets.filter((box) => box.checked).length;
        this.everyTarget.checked = chosen > 0 && chosen === this.oneTargets.length;
        this.everyTarget.indeterminate = chosen > 0 && chosen < this.oneTargets.length;
      }
    }
  }

  window.wagtail.app.register("approving-choosing", Choosing);
})();
