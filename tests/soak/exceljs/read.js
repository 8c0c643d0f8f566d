/*
 * Reads a report's workbook with exceljs and compares it with what the report says as JSON:
 *   node read.js WORKBOOK ANSWER.json NAME:ROWS...
 * NAME:ROWS are the sheets in their order with the number of their rows ("-": page one); ROWS is a number or a list of the answer
 * (departments). The Summary is the sheet with as many rows as the answer has figures; a list's sheet has its rows in its order.
 * Prints what is wrong, one line each; the exit status is 1 then.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const ExcelJS = require(path.join(process.env.EXCELJS, "exceljs"));

const KIND = { "@": "text", "#,##0": "count", "#,##0.00": "money", "0.0%": "rate" };
const complaints = [];

function check(right, ...words) {
	if (!right) complaints.push(words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" "));
}

function kindOf(cell) {
	const format = (cell.numFmt || "").replace(/\\/g, "");

	return /^(yyyy|hh)/.test(format) ? "moment" : KIND[format];
}

/* A formula's value as it is kept in the file, or the value. */
function valueOf(cell) {
	return cell.formula === undefined ? cell.value : cell.result;
}

function isEmpty(value) {
	return value === null || value === undefined || value === "";
}

/* A number as JSON has it: fen, thousandths, or what it is. */
function asAnswer(cell) {
	const value = valueOf(cell);
	const times = { money: 100, rate: 1000 }[kindOf(cell)] || 1;

	return isEmpty(value) ? null : Math.round(value * times);
}

function checkCell(sheet, cell) {
	const value = valueOf(cell);
	const where = `${sheet.name}!${cell.address}`;

	check(!value || value.error === undefined, where, "is an error:", value);
	/* An empty text is no value to exceljs: only a formula that may come to one is without. */
	if (cell.formula !== undefined && isEmpty(value)) check(cell.formula.includes('=0,"",'), where, "has no value for", cell.formula);
	if (isEmpty(value)) return;
	switch (kindOf(cell)) {
		case "text":
			check(typeof value === "string", where, "is no text:", value);
			break;
		case "count":
			check(Number.isInteger(value), where, "is no whole number:", value);
			break;
		case "money":
			check(typeof value === "number" && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, where, "is no money:", value);
			break;
		case "rate":
			check(typeof value === "number" && value >= 0, where, "is no rate:", value);
			break;
		case "moment":
			check(value instanceof Date && !Number.isNaN(value.getTime()), where, "is no date:", value);
			break;
		default:
			check(typeof value === "string", where, "has no format:", value);
	}
}

/* The rows below the header, which is the row over the first one that stays in place. */
function rowsOf(sheet) {
	const header = sheet.views[0].ySplit;
	const last = Number(/\d+$/.exec(sheet.autoFilter.to ? sheet.autoFilter.to : sheet.autoFilter)[0]);
	const rows = sheet.getRows(header + 1, last - header);
	/* Without rows a sentence stands there alone. */
	const alone = rows.length === 1 && rows[0].actualCellCount === 1 && sheet.columnCount > 1;

	return alone ? [] : rows;
}

/* What stands in a column is of one kind, but where the row says of which (the Summary). */
function checkColumns(sheet, rows) {
	for (let column = 1; column <= sheet.columnCount; column++) {
		const kinds = new Set(rows.map((row) => row.getCell(column)).filter((cell) => !isEmpty(valueOf(cell))).map(kindOf));

		check(kinds.size <= 1, sheet.name, "column", column, "has several kinds:", [...kinds]);
	}
}

function checkSummary(rows, figures) {
	const names = Object.keys(figures);

	rows.forEach((row, i) => {
		const cell = row.getCell(3);

		check(cell.formula !== undefined, "the figure", names[i], "is no formula");
		check(asAnswer(cell) === figures[names[i]], names[i], "is", asAnswer(cell), "and in JSON", figures[names[i]]);
	});
}

function shownAs(cell) {
	const kind = kindOf(cell);

	return kind === "text" ? valueOf(cell) : kind === "moment" ? valueOf(cell).toISOString().slice(0, 10) : asAnswer(cell);
}

/* What a row of the list says stands in the sheet's row, which may have more, each in a cell of its own. */
function checkList(sheet, rows, list) {
	rows.forEach((row, i) => {
		const cells = [];

		row.eachCell((cell) => cells.push(shownAs(cell)));
		for (const [name, wanted] of Object.entries(list[i])) {
			const at = cells.indexOf(wanted);

			check(wanted === null || at >= 0, sheet.name, "row", row.number, "has no", name, "of", wanted);
			if (at >= 0) cells.splice(at, 1);
		}
	});
}

async function main([file, answerFile, ...sheets]) {
	const answer = JSON.parse(fs.readFileSync(answerFile, "utf8"));
	const book = new ExcelJS.Workbook();
	let formulas = 0;

	await book.xlsx.readFile(file);
	check(
		JSON.stringify(book.worksheets.map((sheet) => sheet.name)) === JSON.stringify(sheets.map((sheet) => sheet.split(":")[0])),
		"the sheets are",
		book.worksheets.map((sheet) => sheet.name),
	);
	book.worksheets.forEach((sheet, i) => {
		const wanted = (sheets[i] || "").split(":")[1];
		const list = answer[wanted];

		sheet.eachRow((row) =>
			row.eachCell((cell) => {
				checkCell(sheet, cell);
				formulas += cell.formula !== undefined;
			}),
		);
		if (wanted === "-") return;
		const rows = rowsOf(sheet);
		const count = list ? Object.keys(list).length : Number(wanted);

		check(rows.length === count, sheet.name, "has", rows.length, "rows and should have", count);
		if (rows.length !== count) return;
		if (wanted === "figures") checkSummary(rows, list);
		else checkColumns(sheet, rows);
		if (Array.isArray(list) && wanted !== "exceptions") checkList(sheet, rows, list);
	});
	check(formulas > Object.keys(answer.figures).length, "only", formulas, "formulas");
	for (const complaint of complaints.slice(0, 50)) console.log(complaint);
	if (complaints.length) process.exitCode = 1;
}

main(process.argv.slice(2));
