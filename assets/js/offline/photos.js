// Photos of a report: made smaller on the phone, shown as small pictures, taken away again.
const LONGEST = 2000;
const SMALL = 700_000;
const THUMBNAIL = 160;

function drawn(bitmap, longest, canvas = document.createElement("canvas")) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// What can't be drawn here is sent as it is: the server is the judge.
export async function shrunk(file) {
  if (file.size < SMALL) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = drawn(bitmap, LONGEST);
    bitmap.close();
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.85); });
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}

async function thumbnail(file, canvas) {
  try {
    const bitmap = await createImageBitmap(file);
    drawn(bitmap, THUMBNAIL, canvas);
    bitmap.close();
  } catch {
    canvas.remove();
  }
}

// Fill the list from its template; `take` is called with the index of a photo that is taken away.
export function showPhotos(list, files, take) {
  const template = list.querySelector("template");
  list.querySelectorAll("li").forEach((item) => item.remove());
  files.forEach((file, index) => {
    const item = template.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-name]").textContent = file.name;
    const button = item.querySelector("button");
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${file.name}`);
    button.addEventListener("click", () => take(index));
    list.append(item);
    thumbnail(file, item.querySelector("canvas"));
  });
  list.hidden = files.length === 0;
}
