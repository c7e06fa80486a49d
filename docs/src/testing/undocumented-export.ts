// It stands here without a docstring, so that a test can show that the check of the reference finds such a thing.
export function nobodySaysWhatThisIs(): void {}
