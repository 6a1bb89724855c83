// The script of the page runs twice: in the page, and without a document in the worker that the page starts from the same text.
void (typeof document === 'undefined' ? import('./worker.js') : import('./main.js'));
