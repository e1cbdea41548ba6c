import 'virtual:tokens.css';
import '../design/base.css';
import './app.css';
import { render } from 'preact';
import { findSession } from '../api/session.ts';
import { AtHome } from './at-home.tsx';

void findSession();
render(<AtHome />, document.getElementById('page')!);
