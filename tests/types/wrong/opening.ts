import { library } from '../right/library.ts';
import { open } from '../right/opening.ts';

// expect TS2345 not assignable to parameter of type '"lend" | "suggest"'
open(library, 'advertise', 'loan');

// expect TS2345 not assignable to parameter of type '"loan"'
open(library, 'suggest', 'contact.email');

// expect TS2345 not assignable to parameter of type '"contact.email" | "loan"'
open(library, 'lend', 'contact');

// expect TS2345 not assignable to parameter of type '"contact.email" | "loan"'
open(library, 'lend', 'contact.name');
