import { run } from '../lib/isolation/page/browser/browser-run';
import '../lib/isolation/page/browser/accessibility';
import '../lib/isolation/page/browser/matrix-in-browser';
import '../lib/isolation/page/browser/organizations-in-browser';
import '../lib/isolation/page/browser/foreign-text-in-browser';
import '../lib/review/page/browser/review-in-browser';
import '../lib/hubs/fleet-page/browser/fleet-in-browser';

// All tests that need a browser are one file for Jest, and share the browser and its tab: to start one, and to show the
// first page in it, takes Chromium as long as to load ten more.
beforeAll(() => run.start());
afterEach(() => run.closePages());
afterAll(() => run.stop());
