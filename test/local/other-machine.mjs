// Loaded before the local run: native parts find their builds first, then the machine seems to be another one.
import 'lmdb';
import 'esbuild';

Object.defineProperty(process, 'arch', { value: 'arm64' });
