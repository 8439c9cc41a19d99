//! The way by which the decoder reached its states: one step back for each state and token, and the places that they make.

/// Where a token was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// First cell of a row, in this column.
    Row(u8),
    /// A later cell of the row.
    Next(u8),
    /// One more line of the cell before.
    Same(u8),
    /// A row over all columns.
    Band,
    /// An empty or repeated cell of a band.
    BandRest,
    /// Means nothing: a page number, a repeated header.
    Junk,
    /// Below the table.
    End,
}

/// One step back: the state before, and what was done.
#[derive(Clone, Copy)]
pub(super) struct Back {
    pub(super) state: u8,
    pub(super) place: Place,
}

/// The steps back from the states of all tokens so far.
pub(super) struct Path {
    /// One for each state of each token.
    backs: Vec<Back>,
    /// How many states there are: the columns, the band and, last, the end.
    states: usize,
}

impl Path {
    pub(super) fn new(states: usize) -> Self {
        Self { backs: Vec::new(), states }
    }

    /// How the next state is reached.
    #[inline]
    pub(super) fn push(&mut self, back: Back) {
        self.backs.push(back);
    }

    /// A token that changes no state.
    pub(super) fn pass(&mut self) {
        let end = self.states - 1;
        let place = |state| if state == end { Place::End } else { Place::Junk };
        self.backs.extend((0..self.states).map(|state| Back { state: state as u8, place: place(state) }));
    }

    /// The places of all tokens, where the last one ends in this state.
    pub(super) fn places(&self, mut state: usize) -> Vec<Place> {
        let mut places = vec![Place::End; self.backs.len() / self.states];
        for (place, backs) in places.iter_mut().zip(self.backs.chunks_exact(self.states)).rev() {
            let back = backs[state];
            *place = back.place;
            state = back.state as usize;
        }
        places
    }
}
