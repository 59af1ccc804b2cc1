"""What a person is told: one row is both the in-app notice and the outbox entry its e-mail is sent from."""
