import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import type { CliPorts } from './ports.ts';

/**
 * Opens an existing warehouse to read it, prints what the user may not expect of it, and closes it afterwards.
 *
 * @returns the result of `use`
 */
export async function withReader<T>(
  { openReader, terminal }: Pick<CliPorts, 'openReader' | 'terminal'>,
  location: WarehouseLocation,
  use: (reader: WarehouseReader) => Promise<T>,
): Promise<T> {
  const { reader, notes } = await openReader(location);
  try {
    for (const note of notes) terminal.err(`${note}\n`);
    return await use(reader);
  } finally {
    await reader.close();
  }
}
