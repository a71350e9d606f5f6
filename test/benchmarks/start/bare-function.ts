/** Source of the function `bare`, which does nothing: what the Functions Framework itself takes. */
export const BARE_FUNCTION = `import { cloudEvent } from '@google-cloud/functions-framework';
cloudEvent('bare', () => undefined);
`;
