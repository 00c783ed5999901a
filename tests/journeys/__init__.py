"""Journeys: people and the clock, through the whole running bot, against the strict practice Slack."""
