/* Last of the desk's scripts: all the others are there. */
window.wagtail.app.register("desk", window.TranslationDesk.Desk);
