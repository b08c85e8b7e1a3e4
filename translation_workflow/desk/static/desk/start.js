/* Last of the desk's scripts: all the others are there. */
((desk) => {
  class Opened extends desk.Desk {
    connect() {
      super.connect();
      desk.heads.begin(this);
      desk.segment.nameAll(this.element);
      if (window.location.hash === "#desk-send") desk.ways["to-send"](this);
    }
  }

  window.wagtail.app.register("desk", Opened);
})((window.TranslationDesk ??= {}));
