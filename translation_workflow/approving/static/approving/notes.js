// Keeps notes that somebody writes beside pieces until they are sent: other buttons load the page anew. They stay in this
// window, apart for each person and page.
(() => {
  const { Controller } = window.StimulusModule;

  class Notes extends Controller {
    static values = { person: String, refused: Boolean };

    connect() {
      this.key = `notes/${this.personValue}${window.location.pathname}`;
      const kept = this.read();
      // What was sent and taken is written no more.
      if (kept.sent && !this.refusedValue) delete kept.notes[kept.sent];
      this.keep({ notes: kept.notes });
      this.fields().forEach((field) => {
        const words = kept.notes[field.name];
        if (!words || field.value) return;
        field.value = words;
        field.closest("details")?.setAttribute("open", "");
      });
    }

    typed() {
      const written = this.fields().filter((field) => field.value.trim());
      this.keep({ notes: Object.fromEntries(written.map((field) => [field.name, field.value])) });
    }

    sending({ submitter }) {
      this.typed();
      const one = submitter?.name === "send_back_one" && `note-${submitter.value}`;
      const all = ["send_back", "return"].includes(submitter?.value) && "note";
      this.keep({ ...this.read(), sent: one || all || "" });
    }

    fields() {
      return [...this.element.querySelectorAll("textarea")];
    }

    read() {
      try {
        return { notes: {}, ...JSON.parse(sessionStorage.getItem(this.key)) };
      } catch {
        return { notes: {} };
      }
    }

    keep(kept) {
      try {
        sessionStorage.setItem(this.key, JSON.stringify(kept));
      } catch {
        // A browser that keeps nothing: the notes stand in the page as long as it does.
      }
    }
  }

  window.wagtail.app.register("approving-notes", Notes);
})();
