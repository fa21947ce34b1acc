// Times in the reader's zone and language; the server says them in UTC.
const zoned = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

function sayTimes(part) {
    for (const time of part.querySelectorAll("time[datetime]:not([title])")) {
        const at = new Date(time.dateTime);
        if (!Number.isNaN(at.valueOf())) {
            time.textContent = zoned.format(at);
            time.title = exact.format(at);
        }
    }
}

sayTimes(document);
document.addEventListener("htmx:load", event => sayTimes(event.detail.elt.parentElement ?? document));
