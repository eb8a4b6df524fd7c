import ts from 'typescript';

/** Members that hold sentences for people, or a label. No decision depends on them. */
const WORDS = new Set(['version', 'title', 'description', 'message', 'action', 'formula']);

/**
 * Places in which no change is made: types, imports, and what only words a sentence (the members
 * above, and whatever is written into a template literal). Amounts that stand in sentences stand as
 * figures beside them, which are changed.
 */
export function isInert(node: ts.Node, source: ts.SourceFile): boolean {
	return (
		ts.isTypeNode(node) ||
		ts.isInterfaceDeclaration(node) ||
		ts.isTypeAliasDeclaration(node) ||
		ts.isImportDeclaration(node) ||
		ts.isTemplateExpression(node) ||
		(ts.isPropertyAssignment(node) && WORDS.has(node.name.getText(source)))
	);
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.LessThanToken,
	ts.SyntaxKind.LessThanEqualsToken,
	ts.SyntaxKind.GreaterThanToken,
	ts.SyntaxKind.GreaterThanEqualsToken,
	ts.SyntaxKind.EqualsEqualsEqualsToken,
	ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/**
 * Numbers that stay: those of a comparison, whose operator is changed instead (one place, one
 * boundary), and where a text or list is cut.
 */
export function isPinned(node: ts.Node): boolean {
	if (!ts.isNumericLiteral(node)) return false;
	const { parent } = node;
	if (ts.isBinaryExpression(parent)) return COMPARISONS.has(parent.operatorToken.kind);
	return (
		ts.isCallExpression(parent) &&
		ts.isPropertyAccessExpression(parent.expression) &&
		['slice', 'charAt'].includes(parent.expression.name.text)
	);
}
