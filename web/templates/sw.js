// Keeps the papers that were opened, to be read where there is no network; and forgets them at the login page.
"use strict";

const FILES = "files {{ files|join(" ") }}";
const PAPERS = "papers";
const MOST_PAPERS = 100;
const START = ["/ngoai-tuyen", {% for file in files %}"{{ file }}"{{ ", " if not loop.last }}{% endfor %}];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(START)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== FILES && name !== PAPERS) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  // Whoever logs out, or is not logged in any more, takes nothing along.
  if (["/dang-xuat", "/dang-nhap"].includes(url.pathname)) event.waitUntil(caches.delete(PAPERS));
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function file(request) {
  return (await caches.match(request)) || fetch(request);
}

async function page(event, url) {
  const paper = /^\/van-ban\/[^/]+(\/[a-z2-7]{5,})?$/.test(url.pathname);
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    return (paper && (await savedPaper(url))) || (await caches.match("/ngoai-tuyen")) || Response.error();
  }
  // Redirected ones are kept under their own address, when the browser comes with it.
  if (paper && answer.ok && !answer.redirected) event.waitUntil(save(url, answer.clone()));
  return answer;
}

async function save(url, answer) {
  const cache = await caches.open(PAPERS);
  await cache.delete(url.pathname);
  await cache.put(url.pathname, answer);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PAPERS))) await cache.delete(old);
}

async function savedPaper(url) {
  const cache = await caches.open(PAPERS);
  const paper = url.pathname.split("/").slice(0, 3).join("/");
  // Any place of the same paper holds the whole paper.
  const kept = (await cache.keys()).map((one) => new URL(one.url).pathname);
  const path = [url.pathname, paper, ...kept.filter((one) => one.startsWith(`${paper}/`))].find((one) => kept.includes(one));
  if (!path) return null;
  const answer = await cache.match(path);
  const page = (await answer.text()).replace('class="offline-notice" role="status" hidden', 'class="offline-notice" role="status"');
  // The page is in clear by now, and as long as it is.
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(page, { headers });
}
