import { entityOfName } from '../catalogue';
import { Fault, invalidReference, missing } from '../faults';
import { child, children, text } from '../rows';
import type { Behaviour } from './behaviour';

export const attachable: Behaviour = {
	prepare({ company, next }) {
		if (text(next, 'FileName') === undefined && text(next, 'Note') === undefined)
			throw missing('FileName');
		for (const reference of children(next, 'AttachableRef')) {
			const target = child(reference, 'EntityRef');
			const type = text(target, 'type');
			const id = text(target, 'value');
			if (type === undefined || id === undefined) continue;
			const entity = entityOfName(type);
			if (entity === undefined)
				throw new Fault('6050', 'Invalid entity type', `Nothing can be attached to ${type}.`);
			if (!company.get(entity, id)) throw invalidReference('AttachableRef.EntityRef');
			reference.EntityRef = { value: id, type: entity };
		}
	},
	beforeDelete(company, row) {
		company.files.delete(text(row, 'Id') ?? '');
	},
};
