import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./parts/control.css";
import "./parts/floating.css";
import "./styles/forced.css";
import "./state/theme";
import { mount } from "svelte";
import App from "./App.svelte";
import { chooseLanguage } from "./text/language.svelte";

const target = document.getElementById("app");
// Until the settings are known, and where they can't be read.
void chooseLanguage("system").catch(() => undefined).then(() => target && mount(App, { target }));
