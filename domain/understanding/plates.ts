import data from '../../data/provinces.json' with { type: 'json' };
import { provinceName } from './provinces.ts';

const byPlate = new Map(data.plates.split(' ').map((pair) => [pair.slice(0, 2), pair.slice(2)]));

/**
 * Today's province of a vehicle plate number (`29` Hà Nội, `43` Đà Nẵng), for the keypad.
 * Null for a number no province has; 80 belongs to central bodies and names no place.
 */
export function provinceByPlate(plate: string): { code: string; name: string } | null {
  const province = provinceName(byPlate.get(plate.trim()) ?? '');
  return province ? { code: province.code, name: province.name } : null;
}
