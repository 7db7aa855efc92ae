"""The wall on a rally's big screen: /<dispute>/wall/display/.

What can be read at ten metres. On a picture 1.6 metres high, the smallest that is put before a
hall, 6% of its height is a letter size of 96 millimetres, whose capitals are 64 high: 22 minutes of
arc at ten metres, where reading is easy. So no message is ever set below 6% of the screen's height;
on one that is higher than wide below 5%, which on the same screen turned makes larger letters
still, and leaves room for 20 of them beside each other; on a very high one below 4.2%. A message
that does not fit at that size is divided into screens, at the ends of sentences where it has any; a
short one is set as large as it fits.

Who divides. The server divides a text into pieces that are never broken (reading.py) and says how
long each takes to read; the page's script puts as many together as its screen holds, so that
landscape, portrait and any letter's width come out right. Without JavaScript the server puts them
together itself, for a screen wider than high.

What is held. The page holds the newest messages and asks onward a window at a time: what a screen
keeps in memory does not grow with the wall, nor with the day.
"""
