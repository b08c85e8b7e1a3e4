/* Which keys do what. On a Mac, Option types letters of many languages: there it is Control. */
((desk) => {
  const isMac = /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform);
  const MAIN = isMac ? "⌘" : "Ctrl";
  const SIDE = isMac ? "⌃" : "Alt";

  const isMain = (event) => (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey;
  // What AltGr types is for the words.
  const isSide = (event) =>
    (isMac ? event.ctrlKey && !event.altKey : event.altKey && !event.ctrlKey && !event.getModifierState("AltGraph")) && !event.metaKey;
  const isArrow = (event) => event.altKey && !event.ctrlKey && !event.metaKey;
  const code = (event) => event.code.replace(/^(Digit|Numpad|Key)(?=.$)/, "");

  const KEYS = [
    { name: "confirm", shown: [`${MAIN}+Enter`], is: (e) => isMain(e) && e.key === "Enter" && !e.shiftKey },
    { name: "approve", shown: [`${MAIN}+Shift+Enter`], is: (e) => isMain(e) && e.key === "Enter" && e.shiftKey },
    { name: "next", shown: ["Alt+↓"], is: (e) => isArrow(e) && e.key === "ArrowDown" && !e.shiftKey },
    { name: "previous", shown: ["Alt+↑"], is: (e) => isArrow(e) && e.key === "ArrowUp" && !e.shiftKey },
    { name: "next-unfinished", shown: ["Alt+Shift+↓"], is: (e) => isArrow(e) && e.key === "ArrowDown" && e.shiftKey },
    { name: "previous-unfinished", shown: ["Alt+Shift+↑"], is: (e) => isArrow(e) && e.key === "ArrowUp" && e.shiftKey },
    ...[1, 2, 3, 4, 5].map((number) => ({
      name: `accept-${number}`,
      number,
      shown: [`${SIDE}+${number}`],
      is: (e) => isSide(e) && !e.shiftKey && code(e) === String(number),
    })),
    { name: "copy-source", shown: [`${SIDE}+0`], is: (e) => isSide(e) && !e.shiftKey && code(e) === "0" },
    { name: "link", shown: [`${SIDE}+L`], is: (e) => isSide(e) && !e.shiftKey && code(e) === "L" },
    { name: "beside", shown: [`${SIDE}+Enter`], is: (e) => isSide(e) && !e.shiftKey && e.key === "Enter" },
    { name: "help", shown: ["F1", "?"], is: (e) => e.key === "F1" && !e.ctrlKey && !e.altKey && !e.metaKey && !e.shiftKey },
  ];
  const SHOWN = { accept: [`${SIDE}+1`, "…", `${SIDE}+5`], bold: [`${MAIN}+B`], italic: [`${MAIN}+I`], undo: [`${MAIN}+Z`], redo: [`${MAIN}+Shift+Z`] };

  /* Return the key's {name, number} or undefined. What belongs to composing signs is nobody else's. */
  const keyOf = (event) => (event.isComposing || event.keyCode === 229 ? undefined : KEYS.find((key) => key.is(event)));

  const shownFor = (name) => SHOWN[name] ?? KEYS.find((key) => key.name === name)?.shown ?? [];

  /* Write the keys of this machine wherever `within` names one. */
  const write = (within) => {
    within.querySelectorAll("[data-keys]").forEach((place) => {
      const shown = place.dataset.keys.split(" ").flatMap(shownFor);
      if (place.nodeName === "KBD") place.textContent = shown.join(" ");
      else place.replaceChildren(...shown.flatMap((keys) => [Object.assign(document.createElement("kbd"), { textContent: keys }), " "]));
    });
    within.querySelectorAll("[data-key]").forEach((button) => { button.title = shownFor(button.dataset.key).join(" "); });
  };

  Object.assign(desk, { keys: { keyOf, write } });
})((window.TranslationDesk ??= {}));
