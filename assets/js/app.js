import "@digdir/designsystemet-web";
import "htmx.org";
import "./htmx.js";
import "./forms.js";
import "./shell.js";
import "./passkeys.js";
import "./search.js";
