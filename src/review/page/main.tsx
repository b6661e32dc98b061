import { render } from "preact";
import { App } from "./shell/app.tsx";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/documents.css";
import "./styles/document.css";
import "./styles/original.css";
import "./styles/lists.css";
import "./styles/reports.css";

render(<App />, document.body);
