export { rememberRules, rememberedRules } from '../../spine';
