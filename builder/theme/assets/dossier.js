/* Switches, previews, copying. Reading needs none of it. */
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };

  /* Switches ---------------------------------------------------------------------------------------------------- */

  function keep() {
    const { marques, caches, toutes } = root.dataset;
    const kept = { marques, caches: caches.split(" ").filter(Boolean), toutes: toutes === "oui" };
    try { localStorage.setItem("dossier.marques", JSON.stringify(kept)); } catch (_) { /* private window */ }
  }

  /* Repeats of a mark are no links, to spare the keyboard; on wish they become some. */
  function linkRepeats() {
    if (root.dataset.toutes !== "oui") return;
    for (const span of all("span.m[data-c]")) {
      const first = document.querySelector(`a.m[data-c="${span.dataset.c}"]`);
      if (!first) continue;
      const link = make("a", { className: span.className, href: first.href }, ...span.childNodes);
      link.dataset.c = span.dataset.c;
      span.replaceWith(link);
    }
  }

  function switches(box) {
    const hidden = () => root.dataset.caches.split(" ");
    for (const input of all("input", box)) {
      input.checked = input.name === "marques" ? input.value === root.dataset.marques
        : input.className === "type" ? !hidden().includes(input.value) : root.dataset.toutes === "oui";
    }
    box.addEventListener("change", () => {
      root.dataset.marques = box.querySelector("[name=marques]:checked").value;
      root.dataset.caches = all(".type:not(:checked)", box).map((i) => i.value).join(" ");
      root.dataset.toutes = box.querySelector("[name=toutes]").checked ? "oui" : "non";
      keep();
      linkRepeats();
    });
    linkRepeats();
    const more = box.querySelector(".plier");
    more.addEventListener("click", () => more.setAttribute("aria-expanded", box.classList.toggle("ouvert")));
  }

  /* Previews ---------------------------------------------------------------------------------------------------- */

  let card, owner, timer;

  function hide() {
    clearTimeout(timer);
    if (!owner) return;
    card.hidePopover();
    owner.removeAttribute("aria-describedby");
    owner = null;
  }

  function place(mark, docked) {
    card.classList.toggle("au-pied", docked);
    if (docked) return card.removeAttribute("style");
    const lines = mark.getClientRects(), box = lines[lines.length - 1];
    const { width, height } = card.getBoundingClientRect();
    const below = box.bottom + 8, fits = below + height < innerHeight - 8;
    card.style.left = `${Math.max(8, Math.min(box.left, document.body.clientWidth - width - 8))}px`;
    card.style.top = `${fits ? below : Math.max(8, lines[0].top - height - 8)}px`;
  }

  /* Elsewhere than in the text, a name is told by the head of its own page (which no browser reads from the disk). */
  const heads = new Map();
  async function headOf(link) {
    if (heads.has(link.href)) return;
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
    const box = make("div", { className: link.className.replace(/^(ent|acteur)/, "glose") });
    /* A name without a page of its own stands in the list of names. */
    const entry = link.hash && page.getElementById(decodeURIComponent(link.hash.slice(1)));
    const parts = entry ? [[".nom", "tete"], [".qui", "ligne"], [".cite", "plus"]]
      : [["h1", "tete"], [".qui", "ligne"], [".qui + .fil li:last-child", "ligne"], [".chapeau", "plus"]];
    for (const [from, name] of parts) {
      const found = (entry ? entry.closest("li") : page).querySelector(entry ? from : `article ${from}`);
      if (found) box.append(make("p", { className: name }, found.textContent));
    }
    heads.set(link.href, box);
  }

  const sourceOf = (mark) => (mark.dataset.c ? document.getElementById(mark.dataset.c) : heads.get(mark.href));

  /* What the preview of a mark, or of a sentence, shows; others may add to it (`lecture.js`). */
  function show(mark, docked = false, source = sourceOf(mark)) {
    if (!source || owner === mark) return;
    hide();
    card.className = source.className.replace("glose", "apercu");
    card.replaceChildren(...[...source.childNodes].map((n) => n.cloneNode(true)));
    if (docked && mark.href) card.append(make("a", { href: mark.href, className: "aller" }, "Ouvrir la page"));
    dispatchEvent(new CustomEvent("apercu", { detail: { card, mark, docked } }));
    card.showPopover();
    place(mark, docked);
    owner = mark;
    mark.setAttribute("aria-describedby", "apercu");
  }

  function previews() {
    card = make("div", { id: "apercu", popover: "manual" });
    document.body.append(card);
    const markOf = (event) => event.target.closest && event.target.closest("[data-c], :not(.tete) > a:is(.ent, .acteur)");
    const soon = (what, delay) => { clearTimeout(timer); timer = setTimeout(what, delay); };
    let wanted;
    const ask = (mark, delay) => {
      wanted = mark;
      soon(() => mark.dataset.c ? show(mark) : headOf(mark).then(() => { if (wanted === mark) show(mark); }, () => {}), delay);
    };
    let touched = false;
    addEventListener("pointerdown", (e) => {
      touched = e.pointerType === "touch";
      if (!card.contains(e.target) && markOf(e) !== owner) hide();
    });
    addEventListener("pointerover", (e) => {
      if (e.pointerType === "touch") return;
      const mark = markOf(e);
      wanted = null;
      if (mark && root.dataset.marques !== "rien") ask(mark, 250);
      else if (card.contains(e.target)) clearTimeout(timer);
      else if (owner && owner !== document.activeElement) soon(hide, 300);
      else clearTimeout(timer);
    });
    addEventListener("focusin", (e) => {
      const mark = markOf(e);
      wanted = null;
      if (mark && mark.matches(":focus-visible") && !touched) ask(mark, 150);
      else if (!card.contains(e.target)) hide();
    });
    addEventListener("keydown", (e) => { wanted = null; if (e.key === "Escape" && owner) { hide(); e.stopPropagation(); } }, true);
    addEventListener("scroll", () => { if (!card.classList.contains("au-pied")) hide(); }, { passive: true });
    addEventListener("click", (e) => {
      const mark = markOf(e);
      if (!touched || !mark || !mark.dataset.c || owner === mark) return;
      if (mark.href) e.preventDefault();
      show(mark, true);
    }, true);
  }

  /* To copy, to print ------------------------------------------------------------------------------------------- */

  function say(button, words) {
    const before = button.dataset.mot || (button.dataset.mot = button.textContent);
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 2000);
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  /* Put words on the clipboard; where there is none, or it is refused, select them for the reader to copy. */
  function copy(button, words, shown) {
    const chosen = () => { select(shown); say(button, "Sélectionné"); };
    if (!navigator.clipboard) return chosen();
    navigator.clipboard.writeText(words).then(() => say(button, "Copié"), chosen);
  }

  const address = (anchor) => location.href.replace(/[?#].*$/, "") + (anchor ? `#${anchor}` : "");
  const reference = () => document.querySelector(".reference");

  function copying(button) {
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () =>
      copy(button, button.dataset.copier === "lien" ? address() : `${reference().textContent.trim()} ${address()}`, reference()));
  }

  /* Made here: without a script they would do nothing. */
  function furnish(box, html) {
    box.innerHTML = html;
    return box;
  }

  const TYPES = { per: "personnes", org: "organisations", loc: "lieux", date: "dates", cit: "citations", aut: "autres" };
  const SWITCHES = `<button type="button" class="plier" aria-expanded="false">Marques</button><div class="reglages"><fieldset><legend>Marques</legend>${["rien", "discret", "tout"].map((v) => `<label><input type="radio" name="marques" value="${v}"> ${v}</label>`).join("")}</fieldset>
<fieldset><legend>Montrer</legend>${Object.entries(TYPES).map(([v, name]) => `<label class="k ${v}"><input type="checkbox" class="type" value="${v}"> ${name}</label>`).join("")}<label><input type="checkbox" name="toutes" value="toutes"> toutes les mentions</label></fieldset></div>`;
  const ACTIONS = `<button type="button" data-copier="lien">Copier le lien</button> <button type="button" data-copier="reference">Copier la référence</button> <button type="button" data-imprimer>Imprimer</button>`;

  all(".outils").forEach((box) => switches(furnish(box, SWITCHES)));
  all(".actions").forEach((box) => furnish(box, ACTIONS));
  all("a.deplacee").slice(0, 1).forEach((link) => location.replace(link.href));
  if (document.querySelector("[data-c], a:is(.ent, .acteur)") && "popover" in HTMLElement.prototype) previews();
  all("[data-copier]").forEach(copying);
  all("[data-imprimer]").forEach((button) => button.addEventListener("click", () => print()));
  window.dossier = { all, make, copy, address, reference, show, hide };
})();
