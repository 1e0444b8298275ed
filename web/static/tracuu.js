// Makes the pages quicker; every one of them works without it.
"use strict";

document.documentElement.classList.add("scripted");
const wide = window.matchMedia("(min-width: 60rem)");

// A sheet stands open on a desk; the style alone can do it only in browsers that know ::details-content.
if (wide.matches) {
  for (const sheet of document.querySelectorAll(".wide-open")) sheet.open = true;
}

// One came for a paragraph: browsers that do not scroll to `autofocus` are helped.
const here = document.querySelector(".here");
if (here && !location.hash) {
  here.focus({ preventScroll: true });
  here.scrollIntoView({ block: "center", behavior: "instant" });
}

// On a desk a filter works at once; on a phone several are chosen before "Lọc kết quả".
for (const box of document.querySelectorAll("fieldset input[type=checkbox]")) {
  box.addEventListener("change", () => wide.matches && box.form.requestSubmit());
}

// Copying. On plain HTTP there is no clipboard to write to, but what is selected can still be copied.
async function copy(field) {
  field.focus();
  field.select();
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(field.value);
    return true;
  }
  return document.execCommand("copy");
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(field).catch(() => false);
    button.textContent = done ? "Đã chép" : "Đã chọn sẵn";
    setTimeout(() => (button.textContent = name), 2000);
  });
  field.addEventListener("focus", () => field.select());
}

// The phone's own sheet for passing things on, where there is one.
for (const button of document.querySelectorAll("[data-shares]")) {
  if (!navigator.share) break;
  button.hidden = false;
  button.addEventListener("click", () => {
    const [url, title] = ["lien-ket", "vien-dan"].map((id) => document.getElementById(id).value);
    navigator.share({ title, url }).catch(() => {}); // the sheet was closed: nothing to say
  });
}

// Papers that were opened can be read without a network; browsers offer that over TLS only.
if (navigator.serviceWorker) navigator.serviceWorker.register("/sw.js").catch(() => {});

const saved = document.querySelector("[data-saved]");
if (saved && window.caches) {
  caches.open("papers").then(async (cache) => {
    for (const request of (await cache.keys()).reverse()) {
      const text = await (await cache.match(request)).text();
      const link = document.createElement("a");
      link.href = request.url;
      link.textContent = new DOMParser().parseFromString(text, "text/html").title.replace(/ · [^·]*$/, "");
      const item = document.createElement("li");
      item.append(link);
      saved.append(item);
    }
  });
}

// Suggestions while typing: a listbox under the search box, as the ARIA practice has it.
function suggestFor(input) {
  const list = document.createElement("ul");
  list.id = "goi-y";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let asked = 0, chosen = -1, waiting = 0;

  const show = (found) => {
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map((text, index) => {
      const item = document.createElement("li");
      item.id = `goi-y-${index}`;
      item.setAttribute("role", "option");
      item.textContent = text;
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    // A blank at the end says that the last word is finished.
    const typed = input.value.trimStart(), mine = ++asked;
    if (typed.trimEnd().length < 2) return show([]);
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`).catch(() => null);
    const found = answer && answer.ok ? (await answer.json()).suggestions : [];
    if (mine === asked && document.activeElement === input) show(found);
  };
  const choose = (index) => {
    chosen = (index + list.children.length + 1) % (list.children.length + 1);
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    const item = list.children[chosen];
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (item) => {
    input.value = item.textContent;
    show([]);
    input.form.requestSubmit();
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const none = list.children.length;
    if (event.key === "ArrowDown") choose(chosen < 0 ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? none - 1 : chosen - 1);
    else if (event.key === "Escape") show([]);
    else if (event.key === "Enter" && list.children[chosen]) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  // Before the box loses the focus, and the list with it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest("li") && take(event.target.closest("li")));
  input.addEventListener("blur", () => {
    asked++;
    show([]);
  });
}
for (const input of document.querySelectorAll("[data-suggest]")) suggestFor(input);
