/* The reading room: what stands beside an article, to follow somebody through it, to go through it by keyboard, to cite it.
   Without it the page is complete: the text, and below it all that is said about it. */
(function () {
  "use strict";
  const outils = document.querySelector(".outils");
  if (!outils || !window.dossier || !("popover" in HTMLElement.prototype)) return;
  const { all, make, copy, address, reference, show, hide } = window.dossier;
  const byId = (id) => document.getElementById(id);
  const page = outils.parentElement;
  const rail = document.querySelector(".rail");
  const marksOf = (sentence) => all("a.m", sentence);
  const button = (text, act, properties) => {
    const made = make("button", { type: "button", ...properties }, text);
    made.addEventListener("click", () => act(made));
    return made;
  };

  /* The rail ---------------------------------------------------------------------------------------------------- */

  const gap = (note) => (note.box.classList.contains("serre") ? 2 : 8);
  const FAR = 40; // px from its line from which on a note, and those that push it, are told in one line

  /* Notes keep their order and touch no other; what meets moves as little as it can, up as well as down. */
  function settled(notes) {
    const groups = [];
    for (const note of notes) {
      let group = { notes: [note], wish: note.line, weight: 1, height: note.box.offsetHeight + gap(note) };
      for (let last = groups.at(-1); last && last.top + last.height > group.wish; last = groups.at(-1)) {
        const weight = last.weight + group.weight;
        const wish = (last.wish * last.weight + (group.wish - last.height) * group.weight) / weight;
        group = { notes: [...last.notes, ...group.notes], wish, weight, height: last.height + group.height };
        groups.pop();
      }
      group.top = Math.max(0, group.wish);
      groups.push(group);
    }
    for (const group of groups) {
      let top = group.top;
      for (const note of group.notes) {
        note.top = top;
        top += note.box.offsetHeight + gap(note);
      }
    }
    return groups;
  }

  function alongside() {
    const start = rail.getBoundingClientRect().top;
    const notes = all(".repere", rail).map((box) => {
      box.classList.remove("serre");
      const sentence = byId(box.dataset.beside);
      return { box, line: sentence ? sentence.getClientRects()[0].top - start : 0 };
    });
    if (!rail.offsetParent) return;
    for (let round = 0; round < 3; round++) {
      const drifted = settled(notes).filter((g) => g.notes.some((n) => Math.abs(n.top - n.line) > FAR));
      if (!drifted.length) break;
      drifted.forEach((g) => g.notes.forEach((n) => n.box.classList.add("serre")));
    }
    settled(notes);
    notes.forEach((n) => { n.box.style.top = `${n.top}px`; });
    rail.classList.add("pose");
  }

  if (rail) {
    const both = (target, on) => {
      const box = target.closest(".repere"), sentence = box ? byId(box.dataset.beside) : target.closest(".b .s");
      if (!sentence) return;
      const note = box || rail.querySelector(`[data-beside="${sentence.id}"]`);
      if (note) (box ? sentence : note).classList.toggle("designee", on);
    };
    const listen = (name, on) => addEventListener(name, (e) => e.target.closest && both(e.target, on));
    listen("pointerover", true);
    listen("pointerout", false);
    listen("focusin", true);
    listen("focusout", false);
    alongside();
    addEventListener("resize", alongside);
    addEventListener("load", alongside);
  }

  /* By keyboard: one stop for a paragraph and one for the rail, arrows inside them ------------------------------------ */

  const GROUPS = [...all(".b"), ...(rail ? [rail] : [])];
  const stops = (group) => all("a:not(.num), #signe, .num", group);

  function oneStop() {
    const asked = document.documentElement.dataset.toutes === "oui";
    for (const group of GROUPS) {
      const [first, ...others] = stops(group).sort((a, b) => a.matches(".num") - b.matches(".num"));
      if (first) first.tabIndex = 0;
      others.forEach((one) => { one.tabIndex = asked ? 0 : -1; });
    }
  }

  function go(group, from, step) {
    const sentence = from.id === "signe" && step > 0 ? following(from.previousElementSibling) : null;
    if (sentence && !marksOf(sentence).length) {
      offer(sentence);
      return signe.focus();
    }
    const list = stops(group), next = list[list.indexOf(from) + step];
    if (!next) return;
    if (next !== signe) { from.tabIndex = -1; next.tabIndex = 0; }
    next.focus();
  }

  function following(element) {
    let next = element.nextElementSibling;
    while (next && !next.matches(".s")) next = next.nextElementSibling;
    return next;
  }

  /* A sentence is cited where it ends ------------------------------------------------------------------------------- */

  const signe = button("", () => menu(signe.previousElementSibling), { id: "signe", tabIndex: -1, title: "Citer cette phrase" });
  signe.setAttribute("aria-label", "Citer cette phrase");
  const offer = (sentence) => { if (sentence.nextElementSibling !== signe) sentence.after(signe); };

  let cited;
  const words = () => cited.textContent.trim();
  const quoted = () => `«\u00a0${words().replace(/«\s*/g, "“").replace(/\s*»/g, "”")}\u00a0»`;
  const source = () => `${reference().textContent.trim()} ${address(cited.id)}`;
  const COPIES = [
    ["phrase", words],
    ["citation", () => `${quoted()} ${source()}`],
    ["référence", source],
    ["lien", () => address(cited.id)],
  ];
  const copies = () => {
    const row = make("p", { className: "copies" }, make("span", {}, "Copier"));
    for (const [name, text] of COPIES) {
      const one = button(name, () => copy(one, text(), cited));
      one.setAttribute("aria-live", "polite");
      row.append(one);
    }
    return row;
  };

  const box = make("div", { id: "pour-citer", popover: "auto" }, copies());
  box.addEventListener("toggle", (e) => { if (e.newState === "closed" && cited) cited.classList.remove("choisie"); });
  function choose(sentence) {
    if (cited) cited.classList.remove("choisie");
    cited = sentence;
    cited.classList.add("choisie");
  }
  function menu(sentence) {
    hide();
    choose(sentence);
    box.showPopover();
    const lines = cited.getClientRects(), last = lines[lines.length - 1];
    box.style.left = `${Math.max(8, Math.min(last.right, document.body.clientWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${Math.min(last.bottom + 6, innerHeight - box.offsetHeight - 8)}px`;
    box.querySelector("button").focus();
  }

  if (reference()) {
    document.body.append(box);
    const near = (e) => {
      const sentence = e.target.closest && e.target.closest(".b .s");
      if (sentence && e.pointerType !== "touch") offer(sentence);
    };
    addEventListener("pointerover", near);
    addEventListener("focusin", near);
    let touched = false;
    addEventListener("pointerdown", (e) => { touched = e.pointerType === "touch"; });
    addEventListener("click", (e) => {
      const number = e.target.closest(".num");
      if (number && e.detail === 0) return menu(number.parentElement);
      const sentence = e.target.closest(".b .s");
      if (touched && sentence && !e.target.closest("a, [data-c]") && !String(getSelection())) {
        show(sentence, true, make("div", { className: "glose" }));
      }
    });
  }

  /* The preview, and the sheet of a phone, offer to follow and to cite too. */
  addEventListener("apercu", ({ detail: { card, mark, docked } }) => {
    const [entity] = entitiesOf(mark), sentence = mark.closest(".b .s");
    if (entity && mark.closest(".b")) card.append(button("Suivre dans le texte", () => { hide(); choice({ acteur: entity }); }, { className: "suivre" }));
    if (!docked || !sentence || !reference()) return;
    choose(sentence);
    card.append(copies());
  });

  /* To follow an actor, a fact, a day ------------------------------------------------------------------------------- */

  const KINDS = ["acteur", "fait", "date"];
  const entitiesOf = (mark) => (/^c-/.test(mark.dataset.c || "") ? mark.dataset.c.slice(2).split("--") : []);
  const fact = (id) => all("[data-fait]").find((f) => f.dataset.fait === id);
  const inOrder = (a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1);
  const same = (edtf) => (one) => one.dataset.moment === edtf;

  const found = {
    acteur: (id) => all(".b [data-c]").filter((m) => entitiesOf(m).includes(id)),
    fait: (id) => (fact(id) ? fact(id).dataset.phrases.split(" ").map(byId).filter(Boolean) : []),
    date: (edtf) => {
      const cards = new Set(all(".glose.date").filter(same(edtf)).map((c) => c.id));
      const marks = all(".b .m.date").filter((m) => cards.has(m.dataset.c));
      const told = all("[data-fait]").filter(same(edtf)).flatMap((f) => found.fait(f.dataset.fait));
      return [...marks, ...told.filter((s) => !marks.some((m) => s.contains(m)))].sort(inOrder);
    },
  };
  const told = {
    acteur: (id) => byId(`c-${id}`),
    fait: (id) => fact(id) && fact(id).closest("li"),
    date: (edtf) => all(".glose.date").find(same(edtf)) || (all("[data-fait]").find(same(edtf)) || outils).closest("li"),
  };
  const naming = {
    acteur: (card) => card.querySelector(".tete a"),
    fait: (item) => item.querySelector(".titre"),
    date: (card) => card.querySelector("b") || card.querySelector(".tete i") || card.firstElementChild,
  };

  let places = [], at = 0, kind, value;
  const count = make("output");
  const name = make("strong");
  const back = button("‹", () => step(-1), { title: "Mention précédente" });
  const forth = button("›", () => step(1), { title: "Mention suivante" });
  const onward = make("span", { className: "ailleurs" });
  const end = button("×", () => choice({}), { title: "Ne plus suivre" });
  [back, forth, end].forEach((one) => one.setAttribute("aria-label", one.title));
  const bar = make("div", { id: "suivi", hidden: true }, name, count, back, forth, onward, end);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Suivre dans le texte");

  const list = make("select");
  list.setAttribute("aria-label", "Suivre dans le texte un acteur, un fait, une date");
  const group = (label, options) => options.length && list.append(make("optgroup", { label }, ...options));
  const option = (of, id, text) => make("option", { value: `${of}=${id}` }, text.length > 70 ? `${text.slice(0, 68)}…` : text);
  function choices() {
    list.append(make("option", { value: "" }, "Suivre un acteur…"));
    const actors = all(".glose[id^=c-]").filter((c) => !c.id.includes("--"))
      .map((c) => ({ id: c.id.slice(2), c, n: found.acteur(c.id.slice(2)).length })).sort((a, b) => b.n - a.n);
    for (const [label, type] of [["Personnes", "per"], ["Organisations", "org"], ["Lieux", "loc"], ["Autres", "aut"]]) {
      group(label, actors.filter(({ c }) => c.classList.contains(type)).map(({ id, c, n }) => option("acteur", id, `${naming.acteur(c).textContent} (${n})`)));
    }
    group("Faits", all("[data-fait]").map((f) => option("fait", f.dataset.fait, f.closest("li").querySelector(".titre").textContent)));
    const days = new Map(all(".glose.date[data-moment]").map((c) => [c.dataset.moment, c]));
    group("Dates", [...days].map(([edtf, c]) => option("date", edtf, naming.date(c).textContent)));
  }

  const query = (state) => {
    const asked = new URLSearchParams(location.search);
    KINDS.forEach((k) => asked.delete(k));
    Object.entries(state).forEach(([k, v]) => asked.set(k, v));
    return String(asked) ? `?${asked}` : "";
  };
  function choice(state) {
    history.pushState(null, "", location.pathname + query(state));
    apply();
  }

  function way(source, rel) {
    const link = source && source.querySelector(`a.${rel}`);
    return link && `${link.href}?${new URLSearchParams({ [kind]: value })}`;
  }

  function step(by) {
    const next = at + by, source = told[kind](value);
    if (next >= places.length || next < 0) {
      const there = way(source, by > 0 ? "apres" : "avant");
      if (there) location.assign(there);
      return;
    }
    if (places[at]) places[at].classList.remove("ici");
    at = next;
    const one = places[at];
    one.classList.add("ici");
    one.scrollIntoView({ block: "center" });
    count.textContent = `${at + 1} sur ${places.length}`;
    back.disabled = at === 0 && !way(source, "avant");
    forth.disabled = at + 1 === places.length && !way(source, "apres");
    forth.title = at + 1 === places.length ? "Article suivant" : "Mention suivante";
    forth.setAttribute("aria-label", forth.title);
  }

  function apply() {
    all(".eclairee, .ici, .porte").forEach((one) => one.classList.remove("eclairee", "ici", "porte"));
    const asked = new URLSearchParams(location.search);
    kind = KINDS.find((k) => asked.get(k));
    value = kind && asked.get(kind);
    bar.hidden = !kind;
    page.classList.toggle("suit", Boolean(kind));
    list.value = kind ? `${kind}=${value}` : "";
    if (list.selectedIndex < 0) list.value = "";
    if (!kind) return;
    const source = told[kind](value);
    places = found[kind](value);
    for (const one of places) {
      one.classList.add("eclairee");
      const sentence = one.closest(".s"), beside = sentence && rail && rail.querySelector(`[data-beside="${sentence.id}"]`);
      if (sentence) sentence.classList.add("porte");
      if (beside) beside.classList.add("porte");
    }
    const called = source && naming[kind](source);
    const link = called && (called.href ? called : null);
    name.replaceChildren(link ? make("a", { href: link.href }, called.textContent) : called ? called.textContent : value);
    onward.replaceChildren();
    for (const [rel, words] of [["avant", "article précédent"], ["apres", "article suivant"]]) {
      const there = way(source, rel);
      if (there) onward.append(make("a", { href: there, title: source.querySelector(`a.${rel}`).textContent }, words));
    }
    // "le président Trump" is one mention in two marks
    places = places.filter((one) => {
      const before = one.previousSibling;
      return !(before && !before.textContent.trim() && before.previousSibling && before.previousSibling.classList.contains("eclairee"));
    });
    at = 0;
    if (places.length) return step(0);
    count.textContent = "rien dans cet article";
    back.disabled = forth.disabled = true;
  }

  choices();
  outils.prepend(list);
  outils.append(bar);
  list.addEventListener("change", () => choice(list.value ? Object.fromEntries([list.value.split(/=(.*)/s).slice(0, 2)]) : {}));
  addEventListener("popstate", apply);
  if (rail) rail.addEventListener("click", (e) => {
    const note = e.target.closest("[data-suivre]");
    if (!note || e.ctrlKey || e.metaKey || e.shiftKey || !fact(note.dataset.suivre)) return;
    e.preventDefault();
    choice({ fait: note.dataset.suivre });
  });
  addEventListener("keydown", (e) => {
    if (e.target.matches("input, select, textarea") || e.altKey || e.ctrlKey || e.metaKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key], up = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const here = document.activeElement.closest(".b, .rail");
    if (e.key === "Escape" && kind && !document.querySelector(":popover-open")) choice({});
    else if (by && kind) step(by);
    else if (here && (by || (up && here === rail))) go(here, document.activeElement, by || up);
    else return;
    e.preventDefault();
  });
  outils.addEventListener("change", oneStop);
  oneStop();
  apply();
})();
