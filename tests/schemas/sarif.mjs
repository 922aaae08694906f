// sarif.mjs: holds a SARIF report to the published schema. Takes the folder whose node_modules
// has ajv, ajv-formats and @microsoft/sarif-multitool-linux (which carries the schema), then
// the report.
import {createRequire} from "node:module";
import {readFileSync} from "node:fs";

const [folder, report] = process.argv.slice(2);
const require = createRequire(`${folder}/x.js`);
const Ajv = require("ajv/dist/2020");
const schema = readFileSync(
    `${folder}/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json`, "utf8");
const ajv = new Ajv({allErrors: true, strict: false});
require("ajv-formats")(ajv);
const validate = ajv.compile(JSON.parse(schema));
if (!validate(JSON.parse(readFileSync(report, "utf8")))) {
    for (const error of validate.errors.slice(0, 10))
        console.log(`${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
    process.exit(1);
}
