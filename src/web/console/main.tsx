import 'virtual:tokens.css';
import '../design/base.css';
import './console.css';
import { render } from 'preact';
import { findStaff } from '../api/staff-session.ts';
import { Console } from './console.tsx';

void findStaff();
render(<Console />, document.getElementById('page')!);
