"use strict";
/* The practice page's one script. The page works without it, as plain forms and links; with it, what others
   do shows at once, forms are sent without losing one's place, and everything is within reach of the keys. */

const OFFERED = 40; // completions shown at most
const PAUSE = 300; // milliseconds at least between two looks at what others do
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- Bringing the page up to date: only what differs is touched, so that focus, scrolling, open menus and
// --- half-written words stay as they are.

/** Whether a field holds something else than the page gave it. */
function isChanged(field) {
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

/** What makes a node the same one in the old page and the new: a button with another value is another button. */
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  const value = node.nodeName === "BUTTON" ? node.getAttribute("value") : "";
  return [node.nodeName, node.id, node.getAttribute("name"), node.dataset.view, value].join("\n");
}

function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  patchAttributes(old, fresh);
  patchChildren(old, fresh);
}

/** What the reader opened stays open, and what is on its way stays so. */
function patchAttributes(old, fresh) {
  const ours = (name) => name === "open" || name === "aria-busy";
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !ours(name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes])
    if (old.getAttribute(name) !== value && !ours(name)) old.setAttribute(name, value);
}

function patchChildren(old, fresh) {
  const named = new Map([...old.children].filter((child) => child.id).map((child) => [keyOf(child), child]));
  const kept = new Set([...fresh.children].filter((child) => child.id).map(keyOf));
  let here = old.firstChild;
  const drop = () => {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  };
  for (const next of [...fresh.childNodes]) {
    const key = keyOf(next);
    const same = next.id ? named.get(key) : here && !here.id && keyOf(here) === key ? here : null;
    while (same && here && here !== same && !(here.id && kept.has(keyOf(here)))) drop();
    if (!same) old.insertBefore(document.importNode(next, true), here);
    else {
      if (same !== here) old.insertBefore(same, here);
      patch(same, next);
      here = same.nextSibling;
    }
  }
  while (here) drop();
}

/** Words being written are never taken away: a part is left alone if its new form has no place for them. */
function holdsWriting(region, fresh) {
  const field = document.activeElement;
  if (!region.contains(field) || field === region || !isChanged(field)) return false;
  return !all("[name]", fresh).some((other) => keyOf(other) === keyOf(field));
}

/** Put a newly fetched page in place of this one: all of it, or what is marked as changing by itself. */
function show(fresh, everything) {
  const before = remember();
  if (everything) patch(document.body, fresh.body);
  else showParts(fresh);
  settle(before, fresh.title);
}

function showParts(fresh) {
  for (const region of all("[data-live]")) {
    const next = fresh.getElementById(region.id);
    if (next && !holdsWriting(region, next)) patch(region, next);
  }
  bringAlong(fresh);
}

/** What goes with the parts that change by themselves: whether a modal is in front, and the keys of forms. */
function bringAlong(fresh) {
  byId("page").inert = Boolean(byId("modal"));
  document.body.className = fresh.body.className;
  document.body.dataset.events = fresh.body.dataset.events;
  for (const name of ["token", "generation"]) {
    const value = fresh.querySelector(`[name="${name}"]`)?.value;
    if (value) all(`[name="${name}"]`).forEach((field) => (field.value = value));
  }
}

function remember() {
  const thread = byId("thread-messages");
  return {
    messages: new Set(all(".message").map((message) => message.id)),
    told: new Set(all(".notice > p").map((words) => words.textContent)),
    modal: byId("modal"),
    focus: document.activeElement,
    home: document.activeElement?.closest?.(".message, .composer, section[id]"),
    atEnd: thread && thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40,
    latest: Math.abs(byId("stream")?.scrollTop ?? 0) < 40,
    room: byId("stream")?.clientHeight,
  };
}

/** After a change: say what is new, keep the thread's end in sight, put the focus where it belongs. */
function settle(before, title) {
  const arrived = all("#stream .message, #thread .message").filter((message) => !before.messages.has(message.id));
  const theirs = arrived.filter((message) => !message.classList.contains("mine"));
  theirs.forEach((message) => message.classList.add("fresh"));
  const told = all(".notice[role='status'] > p").filter((words) => !before.told.has(words.textContent));
  const news = [...told.map((words) => words.textContent), ...(theirs.length ? [arrival(theirs)] : [])];
  if (news.length) announce(news.join(" "));
  if (before.atEnd) endThread();
  const newest = all("#stream .message").at(-1);
  const isNews = arrived.includes(newest) || byId("stream")?.clientHeight < before.room;
  if (before.latest) showLatest(isNews ? newest : null);
  nameWindow(title);
  addHideButtons();
  keepFocus(before);
}

function arrival(messages) {
  const names = [...new Set(messages.map((message) => message.querySelector(".author").textContent))].join(", ");
  const only = messages.every((message) => message.classList.contains("only-you")) ? ", only visible to you" : "";
  const count = messages.length === 1 ? "New message" : `${messages.length} new messages`;
  return `${count} from ${names}${only}`;
}

let opener = null; // what had the focus before the modal came

function keepFocus(before) {
  const modal = byId("modal");
  if (modal && modal !== before.modal) {
    if (!before.modal) opener = before.focus;
    (modal.querySelector("[autofocus]") ?? modal).focus();
  } else if (modal && !modal.contains(document.activeElement)) modal.focus();
  else if (before.modal) (opener?.isConnected && opener !== document.body ? opener : byId("compose-text"))?.focus();
  else if (document.activeElement === document.body && before.home?.isConnected) {
    before.home.tabIndex = before.home.hasAttribute("tabindex") ? before.home.tabIndex : -1;
    before.home.focus({ preventScroll: true });
  }
}

// --- Saying things

/** Say words to a screen reader, without moving anything. */
function announce(words) {
  const place = byId("announcer") ?? document.documentElement.appendChild(document.createElement("div"));
  Object.assign(place, { id: "announcer", className: "heard" });
  place.setAttribute("aria-live", "polite");
  place.textContent = words;
}

/** Say something at the top of what the reader is looking at, in place of what was said there. */
function tell(role, ...lines) {
  const notice = document.createElement("div");
  notice.className = `notice ${role}`;
  notice.setAttribute("role", role);
  for (const line of lines) notice.appendChild(document.createElement("p")).textContent = line;
  const place = byId("modal") ?? byId("notices");
  all(":scope > .notice", place).forEach((old) => old.remove());
  place.prepend(notice);
  if (role === "status") announce(lines.join(" "));
  addHideButtons();
}

/** The window's name says how much is unread, for when it is one of many. */
function nameWindow(title) {
  const unread = all("#rail .places .badge").reduce((sum, badge) => sum + (parseInt(badge.textContent, 10) || 0), 0);
  document.title = unread ? `(${unread}) ${title}` : title;
}

function addHideButtons() {
  for (const notice of all("#notices .notice:not(:has(> .hide))")) {
    const button = notice.appendChild(document.createElement("button"));
    Object.assign(button, { type: "button", className: "hide", textContent: "Hide" });
    button.addEventListener("click", () => notice.remove());
  }
}

// --- What others do, as it happens

let latest = ""; // the state of the workspace, as the stream of events last said
let turn = 0; // grows with each thing sent, so that a page fetched before it is not shown after it
let refreshing = null;
const shown = () => new URLSearchParams(document.body.dataset.events.split("?")[1]).get("since");

/** Fetch this page again if it is behind, and show what changed by itself. Asked meanwhile, it asks once more after
    a pause: while the clock moves there is no end of changes. What is on its way brings the page along itself. A
    window nobody sees only marks its name: to look at a place is to have read it. */
async function refresh() {
  if (!latest || latest === shown() || ![...sending].every(isMove)) return;
  if (refreshing) return void (refreshing.again = true);
  if (document.hidden) return void (document.title = document.title.replace(/^(• )?/, "• "));
  const mine = (refreshing = { again: false, turn, began: performance.now() });
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response.status === 404) return location.assign("/");
    if (!response.ok) return;
    const fresh = parse(await response.text());
    if (mine.turn === turn) show(fresh, false);
  } catch {
    // The page's own server is away; the stream of events says when it is back.
  } finally {
    const patience = Math.min(5 * (performance.now() - mine.began), 2000); // more where the machine is busy
    setTimeout(() => {
      refreshing = null;
      if (mine.again) refresh();
    }, PAUSE + patience);
  }
}

const parse = (text) => new DOMParser().parseFromString(text, "text/html");

/** One window listens and tells the others: a browser keeps six connections at most to one place. */
function listen() {
  const others = new BroadcastChannel("practice page changed");
  const follow = (state) => {
    latest = state;
    refresh();
  };
  others.onmessage = ({ data }) => follow(data);
  const hear = () => new Promise(() => {
    const source = new EventSource(document.body.dataset.events);
    source.addEventListener("changed", ({ data }) => {
      others.postMessage(data);
      follow(data);
    });
  });
  if (navigator.locks) navigator.locks.request("practice page listens", hear);
  else hear();
}

// --- Sending forms in place

const MOVING = "The clock is moving. Everything that falls due on the way happens first: a year takes half a minute or more.";
const isMove = (form) => form.matches(".moves, .any-date");
const sending = new Set(); // forms on their way: none is sent twice

async function onSubmit(event) {
  const { target: form, submitter } = event;
  if (form.method !== "post") return;
  event.preventDefault();
  if (sending.has(form) || !isMeant(submitter, form)) return;
  const body = fieldsOf(form, submitter);
  const giveBack = takeWords(form);
  setBusy(form, submitter, true);
  if (isMove(form)) tell("status", MOVING);
  turn += 1;
  try {
    await receive(await fetch(form.action, { method: "POST", body }), form, submitter, giveBack);
  } catch {
    giveBack();
    tell("alert", "The practice page did not answer. Is it still running? What you wrote is still here.");
  } finally {
    setBusy(form, submitter, false);
    refresh();
  }
}

/** A composer is free for the next words as soon as these are on their way. What gives them back if need be. */
function takeWords(form) {
  const field = form.matches(".composer") ? form.querySelector("textarea") : null;
  const words = field?.value;
  if (field) field.value = "";
  return () => field && !field.value && (field.value = words);
}

/** What the form says, with the button pressed; with files only where the form takes them. */
function fieldsOf(form, submitter) {
  const fields = new FormData(form);
  if (submitter?.name) fields.append(submitter.name, submitter.value);
  return form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
}

function setBusy(form, submitter, busy) {
  sending[busy ? "add" : "delete"](form);
  form.setAttribute("aria-busy", String(busy));
  submitter?.setAttribute("aria-busy", String(busy));
}

/** The answer to a form: this page again, shown in place; another page, gone to; or a refusal, said. */
async function receive(response, form, submitter, giveBack) {
  const url = new URL(response.url);
  const fresh = parse(await response.text());
  if (!response.ok || !fresh.getElementById("page")) {
    giveBack();
    return tell("alert", ...refusalIn(fresh));
  }
  if (url.pathname !== location.pathname) return location.assign(url);
  all("input[type=file]", form).forEach((field) => (field.value = ""));
  all("details[open]:is(.sheet, .menu, .overflow, .shortcuts)").forEach((menu) => (menu.open = false));
  url.searchParams.delete("note");
  url.searchParams.delete("draft");
  url.hash = "";
  history.replaceState(null, "", url);
  show(fresh, true);
  restoreDrafts();
  showChosenFile(form);
  if (submitter?.value === "submit") document.querySelector("#modal [aria-invalid='true']")?.focus();
  if (form.id === "compose") showLatest(all("#stream .message").at(-1));
  if (form.id === "reply") endThread();
}

function refusalIn(fresh) {
  const lines = all("main h1, main > p:not(:has(a))", fresh).map((line) => line.textContent.trim());
  return lines.length ? lines : [fresh.body.textContent.trim() || "This was refused."];
}

/** Words that were refused, or whose form was gone, come back as a composer's draft. */
function restoreDrafts() {
  for (const field of all(".composer textarea")) if (field.defaultValue && !field.value) field.value = field.defaultValue;
}

/** The stream stands on its end, so that its latest message is at 0 (but for the Home tab, which is read down). News
    higher than the stream is shown from its start. */
function showLatest(news) {
  const stream = byId("stream");
  if (!stream || stream.classList.contains("home")) return;
  stream.scrollTop = 0;
  if (!news || news.offsetHeight <= stream.clientHeight) return;
  stream.scrollTop = news.getBoundingClientRect().top - stream.getBoundingClientRect().top;
}

/** A menu opened at the edge of what is shown is shown whole. */
function showMenu({ target }) {
  if (target.open && target.matches(".overflow, .menu")) target.lastElementChild.scrollIntoView({ block: "nearest" });
}

function endThread() {
  const thread = byId("thread-messages");
  if (thread) thread.scrollTop = thread.scrollHeight;
}

// --- Asking before something that cannot be taken back

/** Whether the reader means it: at once, unless what they pressed or chose asks first. */
function isMeant(submitter, form) {
  const chosen = submitter?.name === "chosen" ? all("[data-confirm]", submitter.closest(".b-acting") ?? form)[0] : null;
  const asking = submitter?.dataset.confirm ? submitter : chosen;
  return !asking || confirm(asking.dataset.confirm);
}

// --- Controls that act as soon as something is chosen

let lastKey = { target: null, key: "" }; // the last key pressed in a control, forgotten when the pointer is used

/** A choice made by pointer, Enter or the space bar acts. One come upon by arrows or typing is offered to act on:
    a date is changed by every figure typed, and a menu by every arrow. */
function onChange(event) {
  showChosenFile(event.target.form);
  const control = event.target.closest("[data-acts]");
  const button = control?.closest(".b-acting")?.querySelector(".act");
  if (!button) return;
  const passing = lastKey.target === control && !["Enter", " "].includes(lastKey.key);
  if (passing) button.classList.add("offered");
  else button.form.requestSubmit(button);
}

function showChosenFile(form) {
  for (const input of form ? all(".file input", form) : []) {
    if (input.files.length) input.parentElement.dataset.chosen = input.files[0].name;
    else delete input.parentElement.dataset.chosen;
  }
}

// --- Dropping a file: it waits in the composer of where it was dropped, until what is there is sent

const bringsFiles = (event) => event.dataTransfer?.types.includes("Files");

/** The composer a file dropped here belongs to; none where a form is in front or nothing can be written. */
function composerFor(target) {
  return byId("modal") ? null : target.closest?.("#thread") ? byId("reply") : byId("compose");
}

function onDrag(event) {
  if (!bringsFiles(event)) return;
  event.preventDefault(); // or else the browser would leave the page for the file
  const form = composerFor(event.target);
  event.dataTransfer.dropEffect = form ? "copy" : "none";
  awaitFile(form);
}

function awaitFile(form) {
  for (const each of all(".composer")) each.classList.toggle("awaiting", each === form);
}

function onDrop(event) {
  if (!bringsFiles(event)) return;
  event.preventDefault();
  awaitFile(null);
  const form = composerFor(event.target);
  const [file, ...more] = event.dataTransfer.files;
  if (!form || !file) return;
  if (more.length) return tell("alert", "One file at a time, please: drop them one after another.");
  const one = new DataTransfer();
  one.items.add(file);
  form.querySelector("input[type=file]").files = one.files;
  showChosenFile(form);
  form.querySelector("textarea").focus();
  announce(`${file.name} is added. Send it with Enter.`);
}

// --- Writing: sending with Enter, and what is offered while writing

const known = JSON.parse(byId("completions")?.textContent || '{"verbs":[],"codes":[],"people":[]}');
const COMBOBOX = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "true" };
let offer = null; // { field, list, from, choices, at } while something is offered

const begins = (whole, part) => whole.toLowerCase().startsWith(part.toLowerCase()) && whole.trimEnd() !== part;
const beginsWithin = (name, part) => begins(name, part) || name.split(" ").some((word) => begins(word, part));

/** What could be meant at the end of what is written: [where it starts, [[text, words about it] …]]. */
function completionsFor(text) {
  if (text.startsWith("/")) {
    const verbs = known.verbs.filter(([verb]) => begins(verb, text));
    if (verbs.length) return [0, verbs];
  }
  const name = /(?:^|\s)@([^@\n]{0,40})$/.exec(text);
  if (name) {
    const people = known.people.filter((each) => beginsWithin(each, name[1]));
    return [text.length - name[1].length - 1, people.map((each) => [`@${each} `, ""])];
  }
  const word = /(?:^|\s)([A-Za-z]{1,4}(?:-\d{0,3})?)$/.exec(text)?.[1] ?? "";
  const alike = text.startsWith("/") || word.includes("-") || (word.length > 1 && word === word.toUpperCase());
  const codes = word && alike ? known.codes.filter(([code]) => begins(code, word)) : [];
  return [text.length - word.length, codes.map(([code, title]) => [`${code} `, title])];
}

function onInput(event) {
  const field = event.target;
  if (!field.matches?.("[data-completes]")) return;
  closeOffer();
  const caret = field.selectionStart;
  const [from, choices] = completionsFor(field.value.slice(0, caret));
  if (choices.length && !/^\S/.test(field.value.slice(caret))) openOffer(field, from, choices.slice(0, OFFERED));
}

function openOffer(field, from, choices) {
  const list = document.createElement("div");
  Object.assign(list, { id: `${field.id}-completions`, className: "completions" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What you may mean");
  choices.forEach(([text, words], number) => list.append(optionOf(`${list.id}-${number}`, text, words)));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => {
    const number = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (number >= 0) take(number);
  });
  field.form.append(list);
  for (const [name, value] of Object.entries({ ...COMBOBOX, "aria-controls": list.id })) field.setAttribute(name, value);
  offer = { field, list, from, choices, at: -1 };
}

function optionOf(id, text, words) {
  const option = document.createElement("div");
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.appendChild(document.createElement("b")).textContent = text.trim();
  if (words) option.append(" ", Object.assign(document.createElement("span"), { textContent: words }));
  return option;
}

function closeOffer() {
  if (!offer) return;
  for (const name of [...Object.keys(COMBOBOX), "aria-controls", "aria-activedescendant"]) offer.field.removeAttribute(name);
  offer.list.remove();
  offer = null;
}

function pointAt(number) {
  const options = [...offer.list.children];
  offer.at = (number + options.length) % options.length;
  options.forEach((option, each) => option.setAttribute("aria-selected", String(each === offer.at)));
  options[offer.at].scrollIntoView({ block: "nearest" });
  offer.field.setAttribute("aria-activedescendant", options[offer.at].id);
}

function take(number) {
  const { field, from, choices } = offer;
  closeOffer();
  field.setRangeText(choices[number][0], from, field.selectionStart, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Keys while something is offered; whether the key was one of them. */
function offerKey(key) {
  if (key === "ArrowDown") pointAt(offer.at + 1);
  else if (key === "ArrowUp") pointAt(offer.at < 0 ? -1 : offer.at - 1);
  else if (key === "Tab") take(Math.max(offer.at, 0));
  else if (key === "Enter" && offer.at >= 0) take(offer.at);
  else if (key === "Escape") closeOffer();
  else return false;
  return true;
}

// --- Keys

function onKey(event) {
  if (event.isComposing) return;
  const { key, target, shiftKey } = event;
  lastKey = { target, key };
  const writing = target.matches?.("[data-completes]");
  if (offer && target === offer.field && !shiftKey && offerKey(key)) event.preventDefault();
  else if (writing && key === "Enter" && !shiftKey) {
    event.preventDefault();
    closeOffer();
    target.form.requestSubmit();
  } else if (key === "Escape") closeTopmost(event);
  else if (key === "/" && !isTyping(target) && !byId("modal") && byId("compose-text")) {
    event.preventDefault();
    byId("compose-text").focus();
  }
}

const isTyping = (target) => target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");

/** Escape closes what is on top: an open menu, else the modal, as its Close button does. */
function closeTopmost(event) {
  const menu = all("details[open]:is(.sheet, .menu, .overflow, .shortcuts, .switcher)").pop();
  const within = byId("modal");
  if (menu && (!within || within.contains(menu))) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else within?.querySelector("footer .close")?.click();
  if (menu || within) event.preventDefault();
}

/** A press elsewhere closes open menus, as anybody expects. */
function onPointer(event) {
  lastKey = { target: null, key: "" };
  if (offer && !offer.list.contains(event.target)) closeOffer();
  for (const menu of all("details[open]:is(.sheet, .menu, .overflow, .shortcuts)"))
    if (!menu.contains(event.target)) menu.open = false;
}

/** Where there is room beside the messages the steps stand open, unless the reader closed them. */
function openDrawer() {
  const drawer = byId("drawer");
  if (!drawer) return;
  const room = matchMedia(byId("thread") ? "(min-width: 96rem)" : "(min-width: 72rem)");
  const fit = () => (drawer.open = room.matches && sessionStorage.getItem("steps") !== "closed");
  fit();
  room.addEventListener("change", fit);
  drawer.querySelector("summary").addEventListener("click", () => {
    if (room.matches) sessionStorage.setItem("steps", drawer.open ? "closed" : "open");
  });
}

/** A step that brings words along leaves the reader before them, ready to send. */
function standByDraft() {
  const field = byId("compose-text");
  if (!field?.value || byId("modal")) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function start() {
  document.documentElement.classList.add("scripted");
  openDrawer();
  addHideButtons();
  endThread();
  showLatest(all("#stream .message").at(-1));
  standByDraft();
  nameWindow(document.title);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
  document.addEventListener("input", onInput);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", onPointer);
  document.addEventListener("toggle", showMenu, true);
  document.addEventListener("dragover", onDrag);
  document.addEventListener("dragleave", (event) => event.relatedTarget || awaitFile(null));
  document.addEventListener("drop", onDrop);
  document.addEventListener("visibilitychange", () => document.title.startsWith("• ") && refresh());
  if (document.body.dataset.events) listen();
}

start();
