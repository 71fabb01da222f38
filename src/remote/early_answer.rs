//! Reads an answer that comes before the whole body has been sent.
//!
//! A server may answer "too large" and close the connection while the body is still on its way. The library takes the failed
//! write for the end; the answer is there to be read.

use std::io;

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// Puts [`EarlyAnswer`] around a connection.
#[derive(Debug, Default)]
pub(super) struct EarlyAnswerConnector;

impl<In: Transport> Connector<In> for EarlyAnswerConnector {
    type Out = EarlyAnswer<In>;

    fn connect(&self, _: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Self::Out>, Error> {
        Ok(chained.map(|connection| EarlyAnswer { connection, closed: None, has_read: false }))
    }
}

/// A connection that goes on to reading when the other side no longer takes what is written.
#[derive(Debug)]
pub(super) struct EarlyAnswer<T> {
    connection: T,
    /// Why nothing can be written any more.
    closed: Option<io::Error>,
    /// Whether something has been read since.
    has_read: bool,
}

impl<T: Transport> Transport for EarlyAnswer<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.connection.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
        if self.closed.is_some() {
            return Ok(());
        }
        match self.connection.transmit_output(amount, timeout) {
            Err(Error::Io(error)) if matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset) => {
                self.closed = Some(error);
                Ok(())
            }
            other => other,
        }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let read = self.connection.await_input(timeout);
        self.has_read |= matches!(read, Ok(true));
        match self.closed.take_if(|_| !self.has_read) {
            Some(error) => Err(Error::Io(error)),
            None => read,
        }
    }

    fn is_open(&mut self) -> bool {
        self.closed.is_none() && self.connection.is_open()
    }

    fn is_tls(&self) -> bool {
        self.connection.is_tls()
    }
}
