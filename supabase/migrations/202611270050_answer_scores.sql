-- What a person thought of an answer, beside the thumb that messages.score already holds.

alter table messages
  add column score_comment text check (length(score_comment) <= 2000),
  add column scored_at timestamptz,
  add constraint messages_score_is_of_an_answer check (score is null or role = 'assistant'),
  add constraint messages_comment_with_score check (score_comment is null or score is not null);
