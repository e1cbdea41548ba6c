import 'virtual:tokens.css';
import '../design/base.css';
import { render } from 'preact';
import { findSession } from '../api/session.ts';
import { Centre } from './centre.tsx';

void findSession();
render(<Centre />, document.getElementById('page')!);
