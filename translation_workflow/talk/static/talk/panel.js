/* The side panel “Translations” beside a master page: fetched when somebody opens it, and what publishing will cause
   again whenever the draft was saved. Questions are left alone then: somebody may be answering one. */
(() => {
  class TalkPanel extends window.StimulusModule.Controller {
    static targets = ["content", "failure"];

    static values = { url: String, failed: String };

    connect() {
      this.panel = this.element.closest("[data-side-panel]");
      this.open = () => this.load();
      this.panel?.addEventListener("show", this.open);
      if (!this.panel?.hidden) this.load();
    }

    disconnect() {
      this.panel?.removeEventListener("show", this.open);
      this.asked?.abort();
    }

    renew() {
      if (this.panel?.hidden) this.isStale = true;
      else this.load({ isStale: true });
    }

    async load({ isStale = this.isStale } = {}) {
      if (this.isThere && !isStale) return;
      this.isStale = false;
      this.asked?.abort();
      const asked = (this.asked = new AbortController());
      try {
        const response = await fetch(this.urlValue, { redirect: "manual", signal: asked.signal });
        if (!response.ok) throw new Error(response.statusText);
        this.show(new DOMParser().parseFromString(await response.text(), "text/html").body);
        this.failureTarget.hidden = true;
      } catch {
        if (!asked.signal.aborted) this.fail();
      }
    }

    show(came) {
      const part = (where) => where.querySelector("[data-part=effects]");
      if (this.isThere) part(this.contentTarget).replaceWith(part(came));
      else this.contentTarget.replaceChildren(...came.children);
      this.isThere = true;
    }

    fail() {
      this.isStale = true;
      this.failureTarget.textContent = this.failedValue;
      this.failureTarget.hidden = false;
    }
  }

  window.wagtail.app.register("talk-panel", TalkPanel);
})();
