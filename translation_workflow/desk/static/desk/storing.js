/* Keeps what is typed in this browser until the server has it, apart for each person and page. */
((desk) => {
  class Store {
    constructor(name) {
      this.prefix = `desk/${name}/`;
    }

    put(id, words, version) {
      try {
        localStorage.setItem(this.prefix + id, JSON.stringify({ words, version }));
        return true;
      } catch {
        // A browser that keeps nothing, or is full: the server is asked anyway.
        return false;
      }
    }

    drop(id) {
      try {
        localStorage.removeItem(this.prefix + id);
      } catch {
        // Nothing was kept.
      }
    }

    /* Return [[id, {words, version}], …] of what the server did not get. */
    all() {
      try {
        return Object.keys(localStorage)
          .filter((key) => key.startsWith(this.prefix))
          .map((key) => [key.slice(this.prefix.length), JSON.parse(localStorage.getItem(key))]);
      } catch {
        return [];
      }
    }
  }

  Object.assign(desk, { Store });
})((window.TranslationDesk ??= {}));
