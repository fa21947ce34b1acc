-- Runs before each migration that is new: the copies of a rebuild are of the tables as they were, and would hold up what changes
-- them. A rebuild that is open is dropped; it can be started again.
do $$
begin
    drop schema if exists syncline_shadow cascade;
    if to_regclass('rebuild') is not null then
        execute 'update rebuild set state = ''dropped'', finished_at = clock_timestamp(), cleared = true,
            problem = ''Syncline was upgraded meanwhile; start again'' where state in (''running'', ''ready'', ''applying'')';
    end if;
end $$;
