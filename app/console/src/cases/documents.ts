import { BASE, request } from '../api/client';

/** Keeps a document of the case in the vault and gives the commitment that stands for it on the chain. */
export async function keepDocument(district: string, number: string, file: Blob): Promise<string> {
  const response = await request('POST', `${BASE}/cases/${district}/${number}/documents`, file, {
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  return ((await response.json()) as { document: string }).document;
}
