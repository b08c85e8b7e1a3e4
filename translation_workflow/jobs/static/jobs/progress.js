/* Renews the list of jobs while somebody looks on: often while there is work, seldom when there is none. */
(() => {
  const AT_WORK = 2000;
  const AT_REST = 10000;

  class JobsProgress extends window.StimulusModule.Controller {
    static targets = ["list", "summary"];

    static values = { url: String, lost: String };

    connect() {
      this.renewSoon();
    }

    disconnect() {
      window.clearTimeout(this.timer);
    }

    renewSoon() {
      const atWork = this.listTarget.querySelector('[data-at-work="yes"]');
      this.timer = window.setTimeout(() => this.renew(), atWork ? AT_WORK : AT_REST);
    }

    async renew() {
      try {
        if (!document.hidden) {
          const response = await fetch(this.urlValue, { headers: { "X-Requested-With": "XMLHttpRequest" } });
          if (!response.ok || response.redirected) throw new Error(response.statusText);
          this.show(await response.text());
        }
      } catch {
        this.say(this.lostValue);
      }
      if (this.element.isConnected) this.renewSoon();
    }

    /* Whoever stands on a button stays there, and what somebody opened stays open. */
    show(html) {
      const focused = this.listTarget.contains(document.activeElement) && document.activeElement.id;
      const opened = [...this.listTarget.querySelectorAll("details[open]")].map((notes) => notes.id);
      this.listTarget.innerHTML = html;
      opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      this.say(this.listTarget.querySelector("[data-summary]").dataset.summary);
    }

    /* The same sentence is not read out twice. */
    say(sentence) {
      if (this.summaryTarget.textContent !== sentence) this.summaryTarget.textContent = sentence;
    }
  }

  window.wagtail.app.register("jobs-progress", JobsProgress);
})();
