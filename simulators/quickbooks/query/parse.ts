import { Fault } from '../faults';

/** One comparison of a WHERE clause. Values are text as written; `quoted` tells `'5'` from `5`. */
export interface Condition {
	property: string;
	operator: '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';
	values: string[];
}

/** A parsed statement of the query language. */
export interface Statement {
	/** `*`, `count`, or the properties asked for. */
	select: '*' | 'count' | string[];
	entity: string;
	where: Condition[];
	orderBy: Array<{ property: string; descending: boolean }>;
	/** 1-based. */
	startPosition: number;
	maxResults: number;
}

interface Token {
	kind: 'word' | 'text' | 'sign' | 'end';
	value: string;
	column: number;
}

function syntaxError(token: Token): Fault {
	const kind = token.kind === 'end' ? '<EOF>' : token.kind === 'text' ? '<STRING>' : '<IDENTIFIER>';
	return new Fault(
		'4000',
		'Error parsing query',
		`QueryParserError: Encountered " ${kind} "${token.value} "" at line 1, column ${token.column}.`,
	);
}

function quoted(source: string, start: number): { value: string; end: number } | undefined {
	let value = '';
	for (let index = start + 1; index < source.length; index += 1) {
		const character = source.charAt(index);
		if (character === '\\' && index + 1 < source.length) {
			index += 1;
			value += source.charAt(index);
		} else if (character === "'") return { value, end: index + 1 };
		else value += character;
	}
	return undefined;
}

/** Words, quoted texts (backslash escapes, a doubled quote does not) and signs. */
function tokens(source: string): Token[] {
	const found: Token[] = [];
	let index = 0;
	while (index < source.length) {
		const rest = source.slice(index);
		const space = /^[\s\u00a0]+/.exec(rest);
		if (space) {
			index += space[0].length;
			continue;
		}
		const column = index + 1;
		if (rest.startsWith("'")) {
			const literal = quoted(source, index);
			if (!literal) throw syntaxError({ kind: 'text', value: rest, column });
			found.push({ kind: 'text', value: literal.value, column });
			index = literal.end;
			continue;
		}
		const sign = /^(<=|>=|[=<>(),*])/.exec(rest);
		const word = sign ? null : /^[^\s'=<>(),*]+/.exec(rest);
		const value = sign?.[0] ?? word?.[0] ?? rest.charAt(0);
		found.push({ kind: sign ? 'sign' : 'word', value, column });
		index += value.length;
	}
	found.push({ kind: 'end', value: '', column: source.length + 1 });
	return found;
}

const end: Token = { kind: 'end', value: '', column: 1 };

class Parser {
	private position = 0;

	constructor(private readonly list: Token[]) {}

	private peek(ahead = 0): Token {
		return this.list[this.position + ahead] ?? this.list.at(-1) ?? end;
	}

	private next(): Token {
		const token = this.peek();
		this.position += 1;
		return token;
	}

	private isWord(word: string, ahead = 0): boolean {
		const token = this.peek(ahead);
		return token.kind === 'word' && token.value.toUpperCase() === word;
	}

	private take(word: string): boolean {
		const token = this.peek();
		const same = token.kind !== 'text' && token.value.toUpperCase() === word;
		if (same) this.position += 1;
		return same;
	}

	private expect(word: string): void {
		if (!this.take(word)) throw syntaxError(this.peek());
	}

	private name(): string {
		const token = this.next();
		if (token.kind !== 'word' || !/^[A-Za-z_][\w.]*$/.test(token.value)) throw syntaxError(token);
		return token.value;
	}

	private select(): Statement['select'] {
		if (this.take('*')) return '*';
		if (this.isWord('COUNT') && this.peek(1).value === '(') {
			this.next();
			this.expect('(');
			this.expect('*');
			this.expect(')');
			return 'count';
		}
		const names = [this.name()];
		while (this.take(',')) names.push(this.take('*') ? '*' : this.name());
		return names.includes('*') ? '*' : names.map((one) => one.replace(/\.$/, ''));
	}

	private value(): string {
		const token = this.next();
		if (token.kind === 'text') return token.value;
		if (token.kind === 'word' && /^(true|false|-?\d[\d.:TZ+-]*)$/i.test(token.value))
			return token.value;
		throw syntaxError(token);
	}

	private condition(): Condition {
		const property = this.name();
		if (this.take('IN')) {
			this.expect('(');
			const values = [this.value()];
			while (this.take(',')) values.push(this.value());
			this.expect(')');
			return { property, operator: 'IN', values };
		}
		if (this.take('LIKE')) {
			const token = this.next();
			if (token.kind !== 'text') throw syntaxError(token);
			return { property, operator: 'LIKE', values: [token.value] };
		}
		const sign = this.next();
		for (const operator of ['=', '<', '>', '<=', '>='] as const)
			if (sign.kind === 'sign' && sign.value === operator)
				return { property, operator, values: [this.value()] };
		throw syntaxError(sign);
	}

	private order(): Statement['orderBy'] {
		const list: Statement['orderBy'] = [];
		do {
			const property = this.name();
			const descending = this.take('DESC');
			if (!descending) this.take('ASC');
			list.push({ property, descending });
		} while (this.take(','));
		return list;
	}

	private whole(): number {
		const token = this.next();
		if (!/^\d+$/.test(token.value)) throw syntaxError(token);
		return Number(token.value);
	}

	statement(): Statement {
		this.expect('SELECT');
		const select = this.select();
		this.expect('FROM');
		const result: Statement = {
			select,
			entity: this.name(),
			where: [],
			orderBy: [],
			startPosition: 1,
			maxResults: 100,
		};
		if (this.take('WHERE'))
			do result.where.push(this.condition());
			while (this.take('AND'));
		while (this.peek().kind !== 'end') {
			if (this.take('ORDERBY')) result.orderBy = this.order();
			else if (this.isWord('ORDER') && this.isWord('BY', 1)) {
				this.position += 2;
				result.orderBy = this.order();
			} else if (this.take('STARTPOSITION')) result.startPosition = this.whole();
			else if (this.take('MAXRESULTS')) result.maxResults = this.whole();
			else throw syntaxError(this.peek());
		}
		return result;
	}
}

/** Parses a statement; a syntax error is fault 4000 with the place of the offending word. */
export function parseQuery(source: string): Statement {
	return new Parser(tokens(source.replace(/;\s*$/, ''))).statement();
}
