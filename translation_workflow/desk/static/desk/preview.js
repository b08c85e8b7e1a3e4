/* The page as its readers would get it, beside the texts: renewed a moment after words became the page's. */
((desk) => {
  const A_MOMENT = 800;

  class Preview {
    constructor(room) {
      Object.assign(this, { room, section: room.part("preview"), frame: room.part("frame") });
    }

    toggle(button) {
      const isOpen = this.section.hidden;
      this.section.hidden = !isOpen;
      button.setAttribute("aria-expanded", isOpen);
      this.room.element.classList.toggle("desk--previews", isOpen);
      if (isOpen) this.load();
      else this.frame.removeAttribute("src");
    }

    renew() {
      window.clearTimeout(this.timer);
      if (this.section && !this.section.hidden) this.timer = window.setTimeout(() => this.load(), A_MOMENT);
    }

    /* Readers stay where they were on the page. */
    load() {
      const top = this.frame.contentWindow?.scrollY ?? 0;
      this.frame.addEventListener("load", () => this.frame.contentWindow.scrollTo(0, top), { once: true });
      this.frame.src = this.room.keeper.urls.preview;
    }
  }

  Object.assign(desk, { Preview });
})((window.TranslationDesk ??= {}));
