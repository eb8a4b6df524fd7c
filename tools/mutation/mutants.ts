import ts from 'typescript';
import { isInert, isPinned } from './inert';

/** One change of one place in a source file: a rule that would be wrong in just this. */
export interface Mutant {
	/** Path of the file from the root of the repository. */
	file: string;
	/** Line of the change, counted from 1. */
	line: number;
	/** Text between `start` and `end`, and what stands there instead. */
	before: string;
	after: string;
	/** Offsets into the file's text; equal where `after` is inserted. */
	start: number;
	end: number;
	/** Offsets of the whole expression that changes; the place of `after` where it is inserted. */
	node: { start: number; end: number };
}

interface Change {
	start: number;
	end: number;
	after: string;
}

const OPERATORS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
	[ts.SyntaxKind.LessThanToken, '<='],
	[ts.SyntaxKind.LessThanEqualsToken, '<'],
	[ts.SyntaxKind.GreaterThanToken, '>='],
	[ts.SyntaxKind.GreaterThanEqualsToken, '>'],
	[ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
	[ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
	[ts.SyntaxKind.PlusToken, '-'],
	[ts.SyntaxKind.MinusToken, '+'],
	[ts.SyntaxKind.PlusEqualsToken, '-='],
	[ts.SyntaxKind.MinusEqualsToken, '+='],
]);

const LOGICAL: ReadonlyMap<ts.SyntaxKind, string> = new Map([
	[ts.SyntaxKind.AmpersandAmpersandToken, '||'],
	[ts.SyntaxKind.BarBarToken, '&&'],
]);

function binary(node: ts.BinaryExpression, source: ts.SourceFile): Change[] {
	const { left, operatorToken, right } = node;
	const operator = OPERATORS.get(operatorToken.kind);
	if (operator !== undefined) {
		return [{ start: operatorToken.getStart(source), end: operatorToken.end, after: operator }];
	}
	const logical = LOGICAL.get(operatorToken.kind);
	if (logical === undefined) return [];
	// In brackets, so that the operands stay the same whatever stands around them.
	const after = `(${left.getText(source)} ${logical} ${right.getText(source)})`;
	return [{ start: node.getStart(source), end: node.end, after }];
}

/** What a function that does nothing would return, told by its declared type. */
function emptyOf(type: ts.TypeNode, source: ts.SourceFile): string | undefined {
	const text = type.getText(source);
	if (ts.isArrayTypeNode(type) || /^(?:Readonly)?Array</.test(text)) return '[]';
	if (/\bundefined$/.test(text)) return 'undefined';
	if (text === 'Minor' || text === 'Amount' || text === 'number') return '0';
	return text === 'boolean' ? 'false' : undefined;
}

function emptied(node: ts.Node, source: ts.SourceFile): Change[] {
	if (!ts.isFunctionLike(node) || !('body' in node)) return [];
	const { body, type } = node;
	if (body === undefined || type === undefined || !ts.isBlock(body)) return [];
	const empty = emptyOf(type, source);
	if (empty === undefined) return [];
	const start = body.getStart(source) + 1;
	return [{ start, end: start, after: ` return ${empty};` }];
}

function literal(node: ts.Node, source: ts.SourceFile): Change[] {
	if (isPinned(node)) return [];
	const start = node.getStart(source);
	if (ts.isNumericLiteral(node) && (node.text === '0' || node.text === '1')) {
		return [{ start, end: node.end, after: node.text === '0' ? '1' : '0' }];
	}
	if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ start, end: node.end, after: 'false' }];
	if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ start, end: node.end, after: 'true' }];
	return [];
}

function changesAt(node: ts.Node, source: ts.SourceFile): Change[] {
	if (ts.isBinaryExpression(node)) return binary(node, source);
	if (
		ts.isPrefixUnaryExpression(node) &&
		node.operator === ts.SyntaxKind.ExclamationToken &&
		!(
			ts.isPrefixUnaryExpression(node.operand) &&
			node.operand.operator === ts.SyntaxKind.ExclamationToken
		)
	) {
		const after = node.operand.getText(source);
		return [{ start: node.getStart(source), end: node.end, after }];
	}
	return [...literal(node, source), ...emptied(node, source)];
}

/**
 * Every mutant of a TypeScript file, in the order of the text: another comparison, `+` for `-`,
 * `&&` for `||`, 0 for 1, `true` for `false` and the reverse of each; `!` left out; and a
 * function that returns nothing (`[]`, 0, `undefined`, `false`) at once. What `inert.ts` lists is
 * left alone.
 */
export function mutantsOf(file: string, text: string): Mutant[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const mutants: Mutant[] = [];
	const visit = (node: ts.Node): void => {
		if (isInert(node, source)) return;
		for (const { start, end, after } of changesAt(node, source)) {
			const line = source.getLineAndCharacterOfPosition(start).line + 1;
			const whole =
				start === end ? { start, end } : { start: node.getStart(source), end: node.end };
			const before = text.slice(start, end);
			mutants.push({ file, line, before, after, start, end, node: whole });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return mutants.sort((left, right) => left.start - right.start);
}

/** The file's text with the change made. */
export function mutated(text: string, mutant: Mutant): string {
	return text.slice(0, mutant.start) + mutant.after + text.slice(mutant.end);
}
