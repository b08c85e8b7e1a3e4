/* Sends what is said in a thread, and puts the thread as it is then in its place. What was typed stays in its field
   until the server has it, and in this window when somebody goes elsewhere before. */
(() => {
  const settings = () => JSON.parse(document.getElementById("wagtail-config")?.textContent ?? "{}");

  // Who signs in again in another window has another token, and this page the old one.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? settings().CSRF_TOKEN;

  class TalkThread extends window.StimulusModule.Controller {
    static targets = ["refusal", "told"];

    static values = { lost: String, out: String, failed: String, person: String };

    connect() {
      const field = this.element.querySelector("textarea");
      if (field && !field.value) field.value = this.kept();
    }

    typed({ target }) {
      this.keep(target.value);
    }

    send({ currentTarget: form, params }) {
      return this.post(form.action, { text: form.elements.text.value }, params.told, form);
    }

    close({ params }) {
      return this.post(params.url, {}, params.told);
    }

    async post(url, sent, told, form) {
      if (this.sending) return;
      this.busy(true);
      try {
        const answer = await this.ask(url, sent);
        if (answer.detail) this.refuse(answer.detail);
        else {
          if (form) {
            form.reset();
            this.keep("");
          }
          this.replace(answer.html, told);
        }
      } finally {
        this.busy(false);
      }
    }

    /* Returns what the server says, or `detail`, a sentence why it does not. */
    async ask(url, sent) {
      let response;
      try {
        response = await fetch(url, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token() },
          body: JSON.stringify(sent),
          redirect: "manual",
        });
      } catch {
        return { detail: this.lostValue };
      }
      if (response.type === "opaqueredirect") return { detail: this.outValue };
      try {
        const answer = await response.json();
        return response.ok || answer.detail ? answer : { detail: this.failedValue };
      } catch {
        return { detail: response.status === 403 ? this.outValue : this.failedValue };
      }
    }

    /* Words that were typed here and not sent, apart for each person; a browser may keep nothing. */
    kept() {
      try {
        return sessionStorage.getItem(this.name) ?? "";
      } catch {
        return "";
      }
    }

    keep(words) {
      try {
        if (words) sessionStorage.setItem(this.name, words);
        else sessionStorage.removeItem(this.name);
      } catch {
        // They stand in the field as long as the page does.
      }
    }

    get name() {
      return `talk/${this.personValue}/${this.element.id}`;
    }

    busy(is) {
      this.sending = is;
      this.element.setAttribute("aria-busy", String(is));
    }

    refuse(sentence) {
      this.refusalTarget.textContent = sentence;
      this.refusalTarget.hidden = false;
    }

    /* What is read out has to come after the element that tells it, and the focus must not fall out of the page.
       Words that somebody typed and did not send, as to close the thread, stay. */
    replace(html, told) {
      const typed = this.element.querySelector("textarea")?.value ?? "";
      const made = new DOMParser().parseFromString(html, "text/html").querySelector("article");
      this.element.replaceWith(made);
      made.tabIndex = -1;
      made.focus({ preventScroll: true });
      const field = made.querySelector("textarea");
      if (field) field.value = typed;
      made.dispatchEvent(new CustomEvent("talk:said", { bubbles: true }));
      window.setTimeout(() => {
        const status = made.querySelector("[role=status]");
        if (status) status.textContent = told;
      }, 100);
    }
  }

  window.wagtail.app.register("talk-thread", TalkThread);
})();
