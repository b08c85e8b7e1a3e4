/* What the desk says, in the language of the interface: the sentences stand in the page. */
((desk) => {
  class Telling {
    constructor(sentences, said) {
      this.sentences = sentences;
      this.said = said;
    }

    /* Return a sentence with its braces filled in. */
    sentence(name, values = {}) {
      const found = this.sentences.content.querySelector(`[data-say="${name}"]`).textContent;
      return found.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
    }

    /* Have it read out, after what is read now. The same sentence again is read again. */
    say(name, values) {
      this.read(this.sentence(name, values));
    }

    read(sentence) {
      window.clearTimeout(this.timer);
      this.said.textContent = "";
      this.timer = window.setTimeout(() => { this.said.textContent = sentence; }, 100);
    }
  }

  Object.assign(desk, { Telling });
})((window.TranslationDesk ??= {}));
